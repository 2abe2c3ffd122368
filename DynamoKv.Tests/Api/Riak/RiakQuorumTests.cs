// What notfound_ok and basic_quorum become: of a request, of a bucket, and of neither.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;
using DynamoKv.Tests.Sessions;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Api.Riak;

public sealed class RiakQuorumTests(RiakServer server) : IClassFixture<RiakServer>
{
    [Theory]
    [InlineData("", true, false)]
    [InlineData("?notfound_ok=true&basic_quorum=false", true, false)]
    [InlineData("?notfound_ok=False&basic_quorum=TRUE", false, true)]
    [InlineData("?notfound_ok=default&basic_quorum=default", true, false)]
    public async Task A_read_asks_for_what_its_parameters_say(string query, bool counts, bool isBasic)
    {
        using var bench = new SessionBench();
        using var asked = new AskedServer(bench);

        await asked.GetAsync("/buckets/b/keys/k" + query);

        Assert.Equal((counts, isBasic), (asked.Last!.NotFoundCounts, asked.Last.IsBasicQuorum));
    }

    [Fact]
    public async Task A_bucket_keeps_both_and_a_read_of_nothing_stays_not_found()
    {
        var bucket = "/buckets/" + server.Bucket();
        Assert.Equal(204, (await server.SetAsync(bucket + "/props", "{\"props\":{\"notfound_ok\":false,\"basic_quorum\":true}}")).Status);

        var props = (await server.GetAsync(bucket + "/props"))["props"];
        Assert.Equal((false, true), (props.GetProperty("notfound_ok").GetBoolean(), props.GetProperty("basic_quorum").GetBoolean()));
        (await server.GetAsync(bucket + "/keys/k")).Says(404, "not found\n");
        Assert.Equal(204, (await server.StoreAsync(bucket + "/keys/k?w=3", "v")).Status);
        Assert.Equal((200, "v"), (await server.GetAsync(bucket + "/keys/k")) is var read ? (read.Status, read.Text) : default);
    }

    /// <summary>A server whose cluster answers every read with nothing and remembers what was asked for.</summary>
    private sealed class AskedServer(SessionBench bench) : ServerFixture
    {
        public RequestOptions? Last { get; private set; }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<IRunRegistry>(new ScriptedSession(bench.Main, Answer)));
        }

        private ClientResponse.Read Answer(ClientRequest request)
        {
            Last = request.Options;
            return new ClientResponse.Read(
                request.Operation, new NodeId("A"), Participation.None, SiblingSet.Empty, new CausalContext(VectorClock.Empty, null), []);
        }
    }
}
