// Reading, storing and deleting objects.
using System.Security.Cryptography;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Api.Riak;

/// <summary>GET, HEAD, PUT, POST and DELETE of an object, and POST of an object without a key.</summary>
internal static class RiakObjectRoutes
{
    private const string VclockHeader = "X-Riak-Vclock";

    public static async Task ReadAsync(RiakCall call)
    {
        var bucket = await call.PropertiesAsync();
        var found = await FindAsync(call, bucket, RiakParameters.Read(call, bucket));
        if (found.IsMissing)
        {
            await RiakAnswers.MissingAsync(call, found);
        }
        else if (call.Query.Text("vtag") is { } vtag)
        {
            await RiakAnswers.ContentAsync(call, found, Content(found, vtag));
        }
        else if (new RiakConditions(call.Http.Request.Headers).IsKnown(found))
        {
            await RiakAnswers.UnchangedAsync(call, found);
        }
        else
        {
            await RiakAnswers.ObjectAsync(call, found);
        }
    }

    public static async Task StoreAsync(RiakCall call)
    {
        var bucket = await call.PropertiesAsync();
        var options = RiakParameters.Write(call, bucket);
        var content = await RiakContent.ReadAsync(call);
        var conditions = new RiakConditions(call.Http.Request.Headers);
        var vclock = Vclock(call);
        var stored = conditions.BindWrites && !conditions.IsOnlyIfAbsent ? await FindAsync(call, bucket, RequestOptions.None) : null;
        if (stored is not null)
        {
            conditions.CheckWrite(stored.IsMissing ? null : stored);
        }

        var context = vclock ?? await SeenAsync(call, bucket, stored);
        var written = await PutAsync(call, bucket, options, content, context, conditions.IsOnlyIfAbsent);
        await AnswerAsync(call, bucket, written, StatusCodes.Status204NoContent, StatusCodes.Status200OK);
    }

    public static async Task CreateAsync(RiakCall call)
    {
        var bucket = await call.PropertiesAsync();
        var options = RiakParameters.Write(call, bucket);
        var content = await RiakContent.ReadAsync(call);
        var key = RiakObject.Letters(BitConverter.ToUInt128(RandomNumberGenerator.GetBytes(16)));
        var created = call.With(call.Name with { Key = key });
        var written = await PutAsync(created, bucket, options, content, null, onlyIfAbsent: false);
        call.Http.Response.Headers.Location = call.Name.PathOf(key);
        await AnswerAsync(created, bucket, written, StatusCodes.Status201Created, StatusCodes.Status201Created);
    }

    public static async Task DeleteAsync(RiakCall call)
    {
        var bucket = await call.PropertiesAsync();
        var options = RiakParameters.Delete(call, bucket);
        var conditions = new RiakConditions(call.Http.Request.Headers);
        var vclock = Vclock(call);
        if (conditions.BindWrites)
        {
            var stored = await FindAsync(call, bucket, RequestOptions.None);
            conditions.CheckWrite(stored.IsMissing ? null : stored);
        }

        var response = await call.SubmitAsync(operation => new ClientRequest.Delete(operation, call.Name.ObjectKey, options, vclock));
        call.Http.Response.StatusCode = response is ClientResponse.Deleted ? StatusCodes.Status204NoContent : throw RiakFailures.Of(response, options);
    }

    private static async Task<RiakObject> FindAsync(RiakCall call, BucketProperties bucket, RequestOptions options) =>
        await call.GetAsync(call.Name.ObjectKey, options) switch
        {
            ClientResponse.Read read => RiakObject.Of(read.Versions, read.Context, bucket),
            var other => throw RiakFailures.Of(other, options),
        };

    /// <summary>
    /// What a write without a vclock supersedes. Where siblings are kept: nothing, but a deletion, which Riak forgets after
    /// some seconds; elsewhere what the coordinator holds (null).
    /// </summary>
    private static async Task<CausalContext?> SeenAsync(RiakCall call, BucketProperties bucket, RiakObject? stored)
    {
        if (!bucket.KeepsSiblings)
        {
            return null;
        }

        stored ??= await FindAsync(call, bucket, RequestOptions.None);
        return stored.IsMissing ? stored.Context : new CausalContext(VectorClock.Empty, null);
    }

    private static async Task<ClientResponse.Written> PutAsync(
        RiakCall call, BucketProperties bucket, RequestOptions options, WriteContent content, CausalContext? context, bool onlyIfAbsent)
    {
        var seen = bucket.LastWriteWins ? null : context;
        var response = await SubmitAsync(seen);
        // A bucket without siblings shows one value: those that stale vclocks left behind it may go.
        return response is ClientResponse.TooManySiblings && !bucket.KeepsSiblings && seen is not null
            ? Written(await SubmitAsync(null))
            : Written(response);

        Task<ClientResponse> SubmitAsync(CausalContext? known) => call.SubmitAsync(
            operation => new ClientRequest.Put(operation, call.Name.ObjectKey, options, content, onlyIfAbsent ? null : known, onlyIfAbsent));

        ClientResponse.Written Written(ClientResponse answer) => answer as ClientResponse.Written ?? throw RiakFailures.Of(answer, options);
    }

    private static Task AnswerAsync(RiakCall call, BucketProperties bucket, ClientResponse.Written written, int bare, int withBody)
    {
        if (call.Query.Text("returnbody") != "true")
        {
            call.Http.Response.StatusCode = bare;
            return Task.CompletedTask;
        }

        var context = new CausalContext(written.Versions.Context, written.Coordinator);
        return RiakAnswers.ObjectAsync(call, RiakObject.Of(written.Versions, context, bucket), withBody);
    }

    private static Sibling Content(RiakObject found, string vtag)
    {
        foreach (var content in found.Contents)
        {
            if (RiakObject.Vtag(content) == vtag)
            {
                return content;
            }
        }

        throw RiakProblem.NotFound();
    }

    private static CausalContext? Vclock(RiakCall call) =>
        call.Http.Request.Headers.TryGetValue(VclockHeader, out var text) ? RiakObject.ReadVclock(text.ToString()) : null;
}
