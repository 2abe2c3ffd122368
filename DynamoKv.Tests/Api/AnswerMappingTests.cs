// Each outcome of the engine has its own status.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;
using DynamoKv.Tests.Sessions;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace DynamoKv.Tests.Api;

public sealed class AnswerMappingTests
{
    private static readonly NodeId A = new("A");
    private static readonly OperationId Operation = new(A, 1);
    private static readonly Participation OneOfThree = new([A, new("B"), new("C")], [A], [new("B")], [new("C")], 2);
    private static readonly CausalContext Nothing = new(VectorClock.Empty, null);

    [Fact]
    public async Task A_missed_write_quorum_that_may_be_seen_is_503_and_says_so()
    {
        var reply = (await Put(new ClientResponse.QuorumMissed(Operation, A, OneOfThree, OperationKind.Put, MayBeSeen: true)))
            .IsProblem(503, "1 of 2 needed answered, silent: C, failed: B. Some replica holds the write");

        var result = reply["replication_result"];
        Assert.Equal(["A"], result.GetProperty("successful_nodes").Texts());
        Assert.Equal(["B"], result.GetProperty("failed_nodes").Texts());
        Assert.Equal(["C"], result.GetProperty("silent_nodes").Texts());
        Assert.False(result.GetProperty("quorum_achieved").GetBoolean());
        Assert.Equal("1", reply.Headers["Retry-After"]);
    }

    [Fact]
    public async Task Where_a_cluster_has_fewer_nodes_than_have_to_answer_it_says_what_to_do() =>
        (await Put(new ClientResponse.QuorumMissed(Operation, A, new Participation([A], [], [], [], 2), OperationKind.Put, MayBeSeen: false)))
            .IsProblem(503, "2 have to answer, and only A can hold the key: start more nodes, or ask with a smaller r or w");

    [Fact]
    public async Task A_missed_read_quorum_is_503_with_the_read_result()
    {
        var reply = (await Get(new ClientResponse.QuorumMissed(Operation, A, OneOfThree, OperationKind.Get, MayBeSeen: false))).IsProblem(503, "read quorum was missed");

        Assert.Equal(1, reply["read_result"].GetProperty("nodes_responded").GetInt32());
        Assert.DoesNotContain("may be read later", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_that_timed_out_is_504_with_an_unknown_outcome() =>
        (await Put(new ClientResponse.TimedOut(Operation, A, OneOfThree, OperationKind.Put, TimeSpan.FromSeconds(1)))).IsProblem(504, "outcome unknown");

    [Fact]
    public async Task A_read_that_timed_out_is_504_and_may_be_tried_again() =>
        (await Get(new ClientResponse.TimedOut(Operation, A, OneOfThree, OperationKind.Get, TimeSpan.FromSeconds(1)))).IsProblem(504, "nothing was read");

    [Fact]
    public async Task Too_many_siblings_are_409_with_the_context_to_merge_with()
    {
        var reply = (await Put(new ClientResponse.TooManySiblings(Operation, A, OneOfThree, 100, 100, Nothing))).IsProblem(409, "100 siblings, the limit is 100");

        Assert.Equal(Nothing.Encode(), reply["context"].GetString());
    }

    [Fact]
    public async Task A_value_that_exists_is_412() =>
        (await Put(new ClientResponse.AlreadyExists(Operation, A, OneOfThree, Nothing))).IsProblem(412, "wrote nothing");

    [Fact]
    public async Task A_refused_request_is_400_with_the_engines_reason() =>
        (await Put(new ClientResponse.Refused(Operation, A, OneOfThree, "W is 9: choose 1 to 3."))).IsProblem(400, "W is 9: choose 1 to 3.");

    [Fact]
    public async Task A_loaded_node_is_503() => (await Get(new ClientResponse.Overloaded(Operation, A, OneOfThree, 10))).IsProblem(503, "try again");

    [Fact]
    public async Task Nothing_to_delete_is_404() =>
        (await Send(HttpMethod.Delete, new ClientResponse.NothingToDelete(Operation, A, OneOfThree, Nothing))).IsProblem(404, "Key not found");

    [Fact]
    public async Task An_error_of_the_server_itself_is_500_without_its_details()
    {
        var reply = (await Send(HttpMethod.Get, null)).IsProblem(500, "an error of its own");

        Assert.DoesNotContain("secret", reply.Text, StringComparison.Ordinal);
    }

    private static Task<Reply> Put(ClientResponse response) => Send(HttpMethod.Put, response);

    private static Task<Reply> Get(ClientResponse response) => Send(HttpMethod.Get, response);

    private static async Task<Reply> Send(HttpMethod method, ClientResponse? response)
    {
        using var bench = new SessionBench();
        var scripted = new ScriptedSession(bench.Main, _ => response ?? throw new InvalidOperationException("secret"));
        await using var server = new ServerFixture().WithWebHostBuilder(host => host.ConfigureTestServices(services => services.AddSingleton<IRunRegistry>(scripted)));
        using var client = server.CreateClient();
        using var request = new HttpRequestMessage(method, "/api/v1/data/k");
        request.Content = method == HttpMethod.Put ? ServerFixture.Text("v", "text/plain") : null;
        using var reply = await client.SendAsync(request);
        return await Reply.ReadAsync(reply);
    }
}
