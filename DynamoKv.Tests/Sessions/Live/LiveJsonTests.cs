// What members tell each other for pages comes over whole, and what a newer one says does no harm.
using System.Text;
using System.Text.Json.Nodes;
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions.Live.Codec;
using DynamoKv.Web.Sessions.Live.Members;
using static DynamoKv.Tests.Sessions.Live.LiveBench;

namespace DynamoKv.Tests.Sessions.Live;

public sealed class LiveJsonTests
{
    public static TheoryData<string> TraceEvents => Names<TraceEvent>();

    public static TheoryData<string> Requests => Names<ClientRequest>();

    public static TheoryData<string> Responses => Names<ClientResponse>();

    public static TheoryData<string> NodeCommands => Names<NodeCommand>();

    public static TheoryData<string> CommandAnswers => Names<CommandAnswer>();

    [Theory]
    [MemberData(nameof(TraceEvents))]
    public void Every_trace_event_comes_over_whole(string kind) => ComesOver<TraceEvent>(kind);

    [Theory]
    [MemberData(nameof(Requests))]
    public void Every_request_comes_over_whole(string kind) => ComesOver<ClientRequest>(kind);

    [Theory]
    [MemberData(nameof(Responses))]
    public void Every_response_comes_over_whole(string kind) => ComesOver<ClientResponse>(kind);

    [Theory]
    [MemberData(nameof(NodeCommands))]
    public void Every_command_comes_over_whole(string kind) => ComesOver<NodeCommand>(kind);

    [Theory]
    [MemberData(nameof(CommandAnswers))]
    public void Every_answer_to_a_command_comes_over_whole(string kind) => ComesOver<CommandAnswer>(kind);

    [Fact]
    public void No_kind_shares_its_name_with_another_and_the_sets_are_not_empty()
    {
        Assert.All(new[] { typeof(TraceEvent), typeof(ClientRequest), typeof(ClientResponse), typeof(NodeCommand), typeof(CommandAnswer) }, root =>
        {
            var kinds = ClosedSets.KindsOf(root);
            Assert.NotEmpty(kinds);
            Assert.Equal(kinds.Count, kinds.Select(kind => kind.Name).Distinct().Count());
        });
    }

    [Fact]
    public void What_only_a_newer_member_knows_is_passed_over_and_counted()
    {
        var batch = new TraceBatch([new TracedStep(new Instant(1), new TraceEvent.PeerSuspected(N2)), new TracedStep(new Instant(2), new TraceEvent.PeerHeardAgain(N2))], 5, 0);
        var text = Encoding.UTF8.GetString(TraceBatch.Write(batch).Span);
        var newer = text.Replace(nameof(TraceEvent.PeerSuspected), "PeerDreamtOf", StringComparison.Ordinal);

        var read = TraceBatch.Read(Encoding.UTF8.GetBytes(newer));

        Assert.Equal((5, 1), (read.Missed, read.Unknown));
        Assert.Equal(new TracedStep(new Instant(2), new TraceEvent.PeerHeardAgain(N2)), Assert.Single(read.Steps));
    }

    [Fact]
    public void A_property_that_is_not_known_is_passed_over()
    {
        var json = JsonNode.Parse(LiveJson.Write<TraceEvent>(new TraceEvent.PeerSuspected(N2)).Span)!;
        json["Mood"] = "gloomy";
        Assert.Equal(new TraceEvent.PeerSuspected(N2), LiveJson.Read<TraceEvent>(Encoding.UTF8.GetBytes(json.ToJsonString())));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"$kind\":\"Nothing\"}")]
    [InlineData("{\"$kind\":\"PeerSuspected\",\"Peer\":\"no good\"}")]
    [InlineData("{\"$kind\":\"VersionsStored\",\"Key\":\"k\",\"Versions\":\"AAAA\",\"Reason\":0}")]
    public void Nonsense_is_refused(string json)
    {
        var problem = Record.Exception(() => LiveJson.Read<TraceEvent>(Encoding.UTF8.GetBytes(json)));
        Assert.True(problem is System.Text.Json.JsonException or NotSupportedException, problem?.ToString());
    }

    [Fact]
    public async Task An_account_comes_over_whole_with_its_placement_made_anew()
    {
        await using var bench = new LiveBench();
        await bench.SubmitAsync(N1, Put("tea", "green"));
        var said = await bench.HostOf(N2).LookAsync(node => node.Snapshot(), CancellationToken.None);
        var account = MemberAccount.Of(said, new Instant(5), "It is tired.");

        var read = LiveJson.Read<MemberAccount>(LiveJson.Write(account));
        var whole = read.Whole(new RingBook());

        Assert.Equal(KindSamples.Text(account), KindSamples.Text(read));
        Assert.Equal(said.Placement!.Current.Tokens, whole.Placement!.Current.Tokens);
        Assert.Equal(said.Placement.Epoch, whole.Placement.Epoch);
        Assert.True(whole.IsMember);
    }

    private static TheoryData<string> Names<T>() => [.. ClosedSets.KindsOf(typeof(T)).Select(kind => kind.Name)];

    private static void ComesOver<T>(string kind)
        where T : class
    {
        var sample = (T)KindSamples.Of(ClosedSets.KindsOf(typeof(T)).Single(type => type.Name == kind));
        var read = LiveJson.Read<T>(LiveJson.Write(sample));
        Assert.Equal(KindSamples.Text(sample), KindSamples.Text(read));
    }
}
