// Strangers get nowhere.
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Networking.Wire;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using Grpc.Core;

namespace DynamoKv.Tests.Networking;

public sealed class HandshakeTests
{
    private const string OtherSecret = "a secret of somebody else";

    private static readonly NodeId Callee = new("callee");

    [Fact]
    public async Task A_node_that_knows_the_secret_is_welcome()
    {
        await using var callee = await Member.StartAsync("callee");
        using var caller = new RawCaller(callee.Address);
        var self = RawCaller.Node("caller");

        await caller.GreetAsync(self, self.Hello(Purpose.Messages, Callee));
        await caller.ReceiveAsync(FrameField.Welcome);
        await caller.SendAsync(FrameField.Envelopes, Envelope(new Message.Ping()));

        Assert.Equal((new NodeId("caller"), new Message.Ping()), await callee.Inbox.NextAsync());
    }

    [Theory]
    [InlineData(OtherSecret)]
    [InlineData(null)]
    public async Task A_caller_with_another_secret_or_none_is_refused(string? secret)
    {
        await using var callee = await Member.StartAsync("callee");
        using var caller = new RawCaller(callee.Address);
        var self = RawCaller.Node("caller", secret);

        await caller.GreetAsync(self, self.Hello(Purpose.Messages, Callee));

        Assert.Equal(StatusCode.Unauthenticated, (await caller.RefusalAsync()).StatusCode);
        Assert.Contains(callee.Notices, notice => notice is { Kind: TransportNoticeKind.CallerRefused, IsSecurity: true });
        Assert.DoesNotContain(callee.Notices, notice => notice.Sentence.Contains(Member.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_handshake_that_somebody_has_heard_is_good_for_nothing_when_it_is_said_again()
    {
        await using var callee = await Member.StartAsync("callee");
        var self = RawCaller.Node("caller");
        using var honest = new RawCaller(callee.Address);
        var heard = await honest.GreetAsync(self, self.Hello(Purpose.Messages, Callee));
        await honest.ReceiveAsync(FrameField.Welcome);

        using var thief = new RawCaller(callee.Address);
        await thief.SendAsync(FrameField.Hello, heard.Hello);
        await thief.ReceiveAsync(FrameField.Challenge);
        await thief.SendAsync(FrameField.Proof, heard.Proof);

        Assert.Equal(StatusCode.Unauthenticated, (await thief.RefusalAsync()).StatusCode);
    }

    [Fact]
    public async Task A_proof_of_the_callees_own_role_is_no_proof_of_a_callers()
    {
        await using var callee = await Member.StartAsync("callee");
        using var caller = new RawCaller(callee.Address);
        var self = RawCaller.Node("caller");
        var hello = self.Hello(Purpose.Messages, Callee).Encode();

        await caller.SendAsync(FrameField.Hello, hello);
        var challenge = await caller.ReceiveAsync(FrameField.Challenge);
        await caller.SendAsync(FrameField.Proof, new Credentials(self.Secrets.Prove(HandshakeRole.Callee, hello, challenge), []).Encode());

        Assert.Equal(StatusCode.Unauthenticated, (await caller.RefusalAsync()).StatusCode);
    }

    [Fact]
    public async Task A_greeting_for_somebody_else_is_refused()
    {
        await using var callee = await Member.StartAsync("callee");
        using var caller = new RawCaller(callee.Address);

        await caller.SendAsync(FrameField.Hello, RawCaller.Node("caller").Hello(Purpose.Messages, new NodeId("another")).Encode());

        Assert.Equal((StatusCode.FailedPrecondition, "caller calls another, and this is callee."), Parts(await caller.RefusalAsync()));
    }

    [Fact]
    public async Task A_node_of_another_cluster_is_refused_though_it_knows_the_secret()
    {
        await using var callee = await Member.StartAsync("callee");
        using var caller = new RawCaller(callee.Address);

        await caller.SendAsync(FrameField.Hello, RawCaller.Node("caller", cluster: "another").Hello(Purpose.Messages, Callee).Encode());

        Assert.Equal((StatusCode.FailedPrecondition, "callee belongs to another cluster than caller."), Parts(await caller.RefusalAsync()));
    }

    [Fact]
    public async Task A_node_of_a_version_that_is_not_spoken_any_more_is_refused()
    {
        await using var callee = await Member.StartAsync("callee");
        using var caller = new RawCaller(callee.Address);
        var newer = RawCaller.Node("caller").Hello(Purpose.Messages, Callee) with { Versions = new WireVersions(9, 2) };

        await caller.SendAsync(FrameField.Hello, newer.Encode());

        Assert.Equal(StatusCode.FailedPrecondition, (await caller.RefusalAsync()).StatusCode);
    }

    [Fact]
    public async Task A_newer_version_that_still_speaks_this_one_is_welcome()
    {
        await using var callee = await Member.StartAsync("callee");
        using var caller = new RawCaller(callee.Address);
        var self = RawCaller.Node("caller");

        await caller.GreetAsync(self, self.Hello(Purpose.Messages, Callee) with { Versions = new WireVersions(9, 1) });

        Assert.NotEmpty(await caller.ReceiveAsync(FrameField.Welcome));
    }

    [Theory]
    [InlineData(FrameField.Envelopes)]
    [InlineData(FrameField.Question)]
    [InlineData(FrameField.Proof)]
    public async Task Whoever_does_not_greet_is_not_heard(int field)
    {
        await using var callee = await Member.StartAsync("callee");
        using var caller = new RawCaller(callee.Address);

        await caller.SendAsync(field, Envelope(new Message.Ping()));

        Assert.Equal(StatusCode.InvalidArgument, (await caller.RefusalAsync()).StatusCode);
        Assert.Equal(0, callee.Inbox.Count);
    }

    [Theory]
    [InlineData(Purpose.Messages)]
    [InlineData(Purpose.Question)]
    [InlineData(Purpose.Introduction)]
    public async Task What_is_said_before_the_proof_is_believed_reaches_nobody(object purpose)
    {
        await using var callee = await Member.StartAsync("callee");
        using var caller = new RawCaller(callee.Address);
        await caller.SendAsync(FrameField.Hello, RawCaller.Node("caller", OtherSecret).Hello((Purpose)purpose, Callee).Encode());
        await caller.ReceiveAsync(FrameField.Challenge);

        await caller.SendAsync(FrameField.Envelopes, Envelope(new Message.Ping()));

        Assert.Equal(StatusCode.InvalidArgument, (await caller.RefusalAsync()).StatusCode);
        Assert.Equal((0, 0), (callee.Inbox.Count, callee.Transport.Snapshot().QuestionsAnswered));
    }

    [Fact]
    public async Task A_member_believes_no_callee_that_can_not_prove_itself()
    {
        await using var member = await Member.StartAsync("member");
        await using var impostor = await Member.StartAsync(Member.Options("impostor") with { Secrets = ClusterSecrets.None });
        Member.Introduce(member, impostor);

        member.Send(impostor.Id, 1);

        await Member.UntilAsync(() => member.Notices.Any(notice => notice.Kind == TransportNoticeKind.CalleeRefused), "the impostor is found out");
        Assert.Equal(0, impostor.Inbox.Count);
    }

    [Fact]
    public async Task While_the_secret_is_changed_nodes_with_either_understand_each_other()
    {
        const string Newer = "the secret of tomorrow";
        await using var before = await Member.StartAsync("before");
        await using var between = await Member.StartAsync(Member.Options("between") with { Secrets = ClusterSecrets.Of(Newer, Member.Secret) });
        await using var after = await Member.StartAsync(Member.Options("after") with { Secrets = ClusterSecrets.Of(Newer) });
        Member.Introduce(before, between, after);

        await before.SendUntilReceivedAsync(between);
        await between.SendUntilReceivedAsync(before);
        await after.SendUntilReceivedAsync(between);
        await between.SendUntilReceivedAsync(after);
    }

    [Fact]
    public void A_short_secret_is_refused() => Assert.Throws<ArgumentException>(() => ClusterSecrets.Of("too short"));

    [Fact]
    public void Secrets_do_not_show_themselves() =>
        Assert.DoesNotContain(Member.Secret, $"{Member.Options("a")} {ClusterSecrets.Of(Member.Secret)}", StringComparison.Ordinal);

    private static byte[] Envelope(Message message)
    {
        var frame = MessageWireTests.Frame(message);
        return new WireReader(frame, new WireTally()).BytesOnce(FrameField.Envelopes);
    }

    private static (StatusCode, string) Parts(Status status) => (status.StatusCode, status.Detail);
}
