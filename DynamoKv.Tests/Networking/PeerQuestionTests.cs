// Questions between processes, over real sockets.
using System.Text;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Tests.Networking;

public sealed class PeerQuestionTests
{
    [Fact]
    public async Task A_member_answers_and_knows_who_asked()
    {
        await using var a = await Member.StartAsync("a");
        await using var b = await Member.StartAsync("b");
        Member.Introduce(a, b);

        Assert.Equal("a: how are you?", await AskAsync(a, b.Id, "echo", "how are you?"));
        Assert.Equal("", await AskAsync(a, b.Id, "silence", ""));
    }

    [Fact]
    public async Task A_seed_is_asked_by_its_address()
    {
        await using var a = await Member.StartAsync("a");
        await using var b = await Member.StartAsync("b");

        var answer = await a.Transport.AskAsync(b.Address, "echo", Encoding.UTF8.GetBytes("hello"), CancellationToken.None);

        Assert.Equal("a: hello", Encoding.UTF8.GetString(answer.Span));
        Assert.Equal(a.Address, b.Transport.AddressOf(a.Id));
    }

    [Fact]
    public async Task A_long_answer_comes_whole_and_one_that_is_too_long_does_not()
    {
        await using var a = await Member.StartAsync(Member.Options("a") with { MaxAnswerBytes = 6_000_000 });
        await using var b = await Member.StartAsync("b");
        Member.Introduce(a, b);

        var answer = await a.Transport.AskAsync(b.Id, "large", Encoding.UTF8.GetBytes("5500000"), CancellationToken.None);

        Assert.Equal(5_500_000, answer.Length);
        await Assert.ThrowsAsync<PeerSilentException>(() => AskAsync(a, b.Id, "large", "6500000"));
    }

    [Fact]
    public async Task A_stream_of_answers_is_followed_until_either_side_ends_it()
    {
        var desk = new Desk();
        await using var a = await Member.StartAsync("a");
        await using var b = await Member.StartAsync("b", desk);
        Member.Introduce(a, b);

        Assert.Equal(["a 0", "a 1", "a 2"], await FollowAsync(a, b.Id, "three", int.MaxValue));
        Assert.Equal(["a 0", "a 1"], await FollowAsync(a, b.Id, "count", 2));
        await Member.UntilAsync(() => desk.OpenStreams == 0, "the stream without end has ended");
    }

    [Fact]
    public async Task Whoever_does_not_answer_in_time_is_silent()
    {
        await using var a = await Member.StartAsync(Member.Options("a") with { AnswerWithin = TimeSpan.FromMilliseconds(300) });
        await using var b = await Member.StartAsync("b");
        Member.Introduce(a, b);

        var silent = await Assert.ThrowsAsync<PeerSilentException>(() => AskAsync(a, b.Id, "never", ""));

        Assert.Equal((b.Id, "b did not answer within 0.3 s."), (silent.Peer, silent.Message));
    }

    [Fact]
    public async Task An_answer_that_fails_says_why()
    {
        await using var a = await Member.StartAsync("a");
        await using var b = await Member.StartAsync("b");
        Member.Introduce(a, b);

        var silent = await Assert.ThrowsAsync<PeerSilentException>(() => AskAsync(a, b.Id, "nonsense", ""));

        Assert.Equal("b can't answer: Nobody answers questions about 'nonsense'.", silent.Message);
    }

    [Fact]
    public async Task A_peer_that_is_gone_is_silent_and_so_is_a_seed()
    {
        await using var a = await Member.StartAsync("a");
        var b = await Member.StartAsync("b");
        Member.Introduce(a, b);
        await b.DisposeAsync();

        await Assert.ThrowsAsync<PeerSilentException>(() => AskAsync(a, b.Id, "echo", ""));
        await Assert.ThrowsAsync<PeerSilentException>(() => FollowAsync(a, b.Id, "count", 2));
        await Assert.ThrowsAsync<SeedSilentException>(() => a.Transport.IntroduceAsync(b.Address, CancellationToken.None));
    }

    [Fact]
    public async Task A_stranger_may_not_ask()
    {
        await using var a = await Member.StartAsync(Member.Options("a") with { Secrets = ClusterSecrets.Of("a secret of somebody else") });
        await using var b = await Member.StartAsync("b");
        Member.Introduce(a, b);

        var refused = await Assert.ThrowsAsync<PeerSilentException>(() => AskAsync(a, b.Id, "echo", ""));

        Assert.Equal("b does not believe that a knows this cluster's secret.", refused.Message);
        Assert.Equal(0, b.Transport.Snapshot().QuestionsAnswered);
        Assert.Null(b.Transport.AddressOf(a.Id));
        await Assert.ThrowsAsync<SeedSilentException>(() => a.Transport.IntroduceAsync(b.Address, CancellationToken.None));
    }

    [Fact]
    public async Task Nobody_but_members_is_asked()
    {
        await using var a = await Member.StartAsync("a");

        await Assert.ThrowsAsync<PeerSilentException>(() => AskAsync(a, new NodeId("b"), "echo", ""));
    }

    [Fact]
    public async Task More_questions_than_allowed_are_refused()
    {
        await using var a = await Member.StartAsync("a");
        await using var b = await Member.StartAsync(Member.Options("b") with { MaxOpenQuestions = 1 });
        Member.Introduce(a, b);
        using var patience = new CancellationTokenSource();
        var first = a.Transport.AskAsync(b.Id, "never", default, patience.Token);
        await Member.UntilAsync(() => b.Transport.Snapshot().QuestionsAnswered == 1, "the first is being answered");

        var refused = await Assert.ThrowsAsync<PeerSilentException>(() => AskAsync(a, b.Id, "echo", ""));

        Assert.StartsWith("b is answering as many questions as it may", refused.Message, StringComparison.Ordinal);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    private static async Task<string> AskAsync(Member asker, NodeId peer, string subject, string question) =>
        Encoding.UTF8.GetString((await asker.Transport.AskAsync(peer, subject, Encoding.UTF8.GetBytes(question), CancellationToken.None)).Span);

    private static async Task<List<string>> FollowAsync(Member asker, NodeId peer, string subject, int count)
    {
        var answers = new List<string>();
        await foreach (var answer in asker.Transport.FollowAsync(peer, subject, default, CancellationToken.None))
        {
            answers.Add(Encoding.UTF8.GetString(answer.Span));
            if (answers.Count == count)
                break;
        }

        return answers;
    }
}
