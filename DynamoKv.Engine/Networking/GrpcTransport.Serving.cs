// What others ask of this node: conversations that they begin.
using DynamoKv.Engine.Networking.Faults;
using DynamoKv.Engine.Networking.Handshakes;
using DynamoKv.Engine.Networking.Links;
using DynamoKv.Engine.Networking.Wire;
using DynamoKv.Engine.Primitives;
using Grpc.Core;

namespace DynamoKv.Engine.Networking;

public sealed partial class GrpcTransport
{
    private readonly SemaphoreSlim _greetings;
    private long _callersRefused, _malformed, _unknownKinds, _unknownFields;

    /// <summary>What a web server has to offer, over HTTP/2.</summary>
    public ServerServiceDefinition Service { get; }

    private ServerServiceDefinition MakeService() =>
        ServerServiceDefinition.CreateBuilder().AddMethod(NodeService.Converse, ConverseAsync).Build();

    private async Task ConverseAsync(IAsyncStreamReader<WireFrame> requests, IServerStreamWriter<WireFrame> responses, ServerCallContext context)
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, _life.Token);
        try
        {
            var caller = await GreetAsync(requests, responses, life.Token).ConfigureAwait(false);
            if (caller.Purpose == Purpose.Messages)
                await TakeMessagesAsync(caller, requests, life.Token).ConfigureAwait(false);
            else if (caller.Purpose == Purpose.Question)
                await AnswerAsync(caller.Sender, requests, responses, life.Token).ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or InvalidOperationException)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, $"{_self.Self} has ended the conversation."), ended.Message);
        }
    }

    private async Task<Hello> GreetAsync(IAsyncStreamReader<WireFrame> requests, IServerStreamWriter<WireFrame> responses, CancellationToken life)
    {
        if (!await _greetings.WaitAsync(0, life).ConfigureAwait(false))
            throw Greeter.Refused(StatusCode.ResourceExhausted, $"{_self.Self} is greeting as many callers as it may: try again.");

        try
        {
            using var patience = new CancellationTokenSource(_options.ConnectWithin, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(life, patience.Token);
            var caller = await new Greeter(_self).HearAsync(requests, responses, either.Token).ConfigureAwait(false);
            await AdmitAsync(caller.Hello, either.Token).ConfigureAwait(false);
            Remember(caller);
            await Greeter.WelcomeAsync(caller, responses, _book.All, either.Token).ConfigureAwait(false);
            return caller.Hello;
        }
        catch (RpcException refused)
        {
            Interlocked.Increment(ref _callersRefused);
            var isTwin = refused.StatusCode == StatusCode.AlreadyExists;
            _options.Noticed?.Invoke(new TransportNotice(
                isTwin ? TransportNoticeKind.Twin : TransportNoticeKind.CallerRefused, null, refused.Status.Detail));
            throw;
        }
        finally
        {
            _greetings.Release();
        }
    }

    // The caller knows the secret; what is left is whether it is who it says, and not another process of the same name.
    private async Task AdmitAsync(Hello caller, CancellationToken cancellation)
    {
        if (Faults.IsBlocked(caller.Sender, LinkDirections.Incoming))
            throw Greeter.Refused(StatusCode.Unavailable, $"The way from {caller.Sender} is blocked by a fault.");
        if (caller.Sender == _self.Self && !caller.Process.IsSame(_self.Process))
            throw Twin(caller.Sender, _self.Process.Address);
        if (caller.Sender == _self.Self && caller.Purpose == Purpose.Messages)
            throw Greeter.Refused(StatusCode.InvalidArgument, $"{_self.Self} has called itself.");
        if (caller.Purpose != Purpose.Probe && caller.Sender != _self.Self && _book.Find(caller.Sender) is { } known
            && known != caller.Process.Address && await IsTwinAliveAsync(caller, known, cancellation).ConfigureAwait(false))
        {
            throw Twin(caller.Sender, known);
        }
    }

    /// <summary>Whether another process of the caller's name still answers at its old address.</summary>
    private async Task<bool> IsTwinAliveAsync(Hello caller, string address, CancellationToken cancellation)
    {
        try
        {
            using var call = await _caller.CallAsync(address, Purpose.Probe, caller.Sender, cancellation)
                .WaitAsync(_options.ConnectWithin / 3, _time, cancellation).ConfigureAwait(false);
            return !call.Conversation.Callee.Process.IsSame(caller.Process);
        }
        catch (Exception gone) when (TransportTrouble.IsExpected(gone) && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private static RpcException Twin(NodeId node, string address) => Greeter.Refused(
        StatusCode.AlreadyExists,
        $"Another process with the node id {node} runs{(address.Length > 0 ? $" at {address}" : "")}: stop it, or give this one an id of its own.");

    private void Remember(Greeted caller)
    {
        var (sender, process) = (caller.Hello.Sender, caller.Hello.Process);
        if (caller.Hello.Purpose == Purpose.Probe || sender == _self.Self)
            return;

        if (process.Address.Length > 0)
            _book.LearnFromItself(sender, process.Address, process.StartedAt);

        _book.LearnFromOthers(caller.Places, _self.Self);
        if (_links.TryGetValue(sender, out var link))
            link.Retry();
    }

    private async Task TakeMessagesAsync(Hello caller, IAsyncStreamReader<WireFrame> requests, CancellationToken life)
    {
        using var session = _sessions.Begin(caller.Sender, caller.Process, life);
        var intake = new MessageIntake(
            caller.Sender, _receiver, CountersOf(caller.Sender), Faults, _options.MaxMessageBytes, Later, () => Own(Task.Run(session.Cancel)));
        try
        {
            while (await requests.MoveNext(session.Ending).ConfigureAwait(false))
                intake.Take(requests.Current);
        }
        catch (WireException bad)
        {
            throw Misunderstood(caller.Sender, bad);
        }
        catch (Exception) when (intake.Malformed is not null)
        {
            throw Misunderstood(caller.Sender, intake.Malformed);
        }
        finally
        {
            Interlocked.Add(ref _unknownKinds, intake.UnknownKinds);
            Interlocked.Add(ref _unknownFields, intake.UnknownFields);
        }
    }

    private RpcException Misunderstood(NodeId sender, WireException bad)
    {
        Interlocked.Increment(ref _malformed);
        _options.Noticed?.Invoke(new TransportNotice(TransportNoticeKind.Malformed, sender, $"{sender} sent what no node sends: {bad.Message}"));
        return Greeter.Refused(StatusCode.InvalidArgument, $"{_self.Self} does not understand {sender}: {bad.Message}");
    }
}
