// The requests and commands that the node has taken and not answered yet.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Hosting;

/// <summary>
/// The requests and commands under way, by their numbers. The seats are counted on any thread; all else is the loop's. A
/// node answers every request when its time is over at the latest, so a seat is always given back.
/// </summary>
internal sealed class PendingAnswers(int maxRequests, int maxCommands)
{
    private readonly Dictionary<long, PendingRequest> _requests = [];
    private readonly Dictionary<long, PendingCommand> _commands = [];
    private int _seats;

    /// <summary>How many requests wait for the loop or for their answer.</summary>
    public int OpenRequests => Volatile.Read(ref _seats);

    /// <summary>Takes a seat for a request; false: all are taken.</summary>
    public bool TryTakeSeat()
    {
        if (Interlocked.Increment(ref _seats) <= maxRequests)
            return true;

        GiveSeatBack();
        return false;
    }

    /// <summary>Gives the seat of a request back that never came to the node.</summary>
    public void GiveSeatBack() => Interlocked.Decrement(ref _seats);

    public void Add(long number, PendingRequest request) => _requests.Add(number, request);

    /// <summary>False: there are too many commands under way.</summary>
    public bool TryAdd(long number, PendingCommand command)
    {
        if (_commands.Count >= maxCommands)
            ForgetAbandoned();

        return _commands.Count < maxCommands && _commands.TryAdd(number, command);
    }

    /// <summary>Whose answer it is, who waits here no more; null: nobody's.</summary>
    public PendingRequest? Take(ClientResponse response)
    {
        if (!_requests.Remove(response.Operation.Number, out var request))
            return null;

        GiveSeatBack();
        return request;
    }

    public void Settle(CommandAnswer answer)
    {
        if (_commands.Remove(answer.Number, out var command))
            command.Settle(answer);
    }

    /// <summary>Ends all waiting without an outcome.</summary>
    public void FailAll(Func<Exception> why)
    {
        foreach (var request in _requests.Values)
        {
            GiveSeatBack();
            request.Fail(why());
        }

        foreach (var command in _commands.Values)
            command.Fail(why());

        _requests.Clear();
        _commands.Clear();
    }

    private void ForgetAbandoned()
    {
        foreach (var (number, command) in _commands)
        {
            if (command.IsOver)
                _commands.Remove(number); // allowed while enumerating, unlike adding
        }
    }
}
