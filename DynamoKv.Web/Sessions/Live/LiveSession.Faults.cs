// The part of a live session that breaks things on purpose, where members were started for it.
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation;
using DynamoKv.Web.Sessions.Live.Faults;

namespace DynamoKv.Web.Sessions.Live;

internal sealed partial class LiveSession : IMemberFaults
{
    private readonly FaultBook _faults = new();

    /// <inheritdoc/>
    public IMemberFaults? Faults => _local.TakesFaults ? this : null;

    /// <inheritdoc/>
    public async Task InjectAsync(FaultAction fault, TimeSpan lasts, string caller, CancellationToken cancellation)
    {
        var order = FaultOrder.ToInject(fault, lasts, Caller(caller));
        var told = await TellAsync(PartsOf(fault), order, cancellation);
        if (told.Any(answer => answer.Problem is not null))
        {
            // All or none: half a partition would be another fault.
            await TellAsync([.. told.Where(answer => answer.Problem is null).Select(answer => answer.Node)], FaultOrder.ToHeal(fault.Fault, Caller(caller)), cancellation);
            throw new FaultRefusedException(Problems(told));
        }
    }

    /// <inheritdoc/>
    public async Task HealAsync(string id, string caller, CancellationToken cancellation)
    {
        IReadOnlyList<NodeId> places;
        lock (_gate)
        {
            places = _faults.PlacesOf(id);
        }

        if (places.Count == 0)
        {
            throw new FaultRefusedException($"No fault '{id}' is in force.");
        }

        var told = await TellAsync(places, FaultOrder.ToHeal(id, Caller(caller)), cancellation);
        if (told.Any(answer => answer.Problem is not null))
        {
            throw new FaultRefusedException($"{Problems(told)} There the fault ends by itself.");
        }
    }

    private string Caller(string caller) => $"{caller}, on the page of {_host.Id}";

    /// <summary>
    /// Who has to break something. Of a partition those on this member's side are enough, since a link that is blocked at one
    /// end lets nothing through; and only they can be told later to heal it.
    /// </summary>
    private IReadOnlyList<NodeId> PartsOf(FaultAction fault)
    {
        lock (_gate)
        {
            return fault switch
            {
                SlowDiskAction disk => [disk.Node],
                PartitionAction partition => [.. partition.Groups.FirstOrDefault(group => group.Contains(_host.Id), partition.Groups[0])],
                _ => [.. _members.Keys],
            };
        }
    }

    private async Task<IReadOnlyList<(NodeId Node, string? Problem)>> TellAsync(IReadOnlyList<NodeId> members, FaultOrder order, CancellationToken cancellation) =>
        await Task.WhenAll(members.Select(async node => (node, await TellAsync(node, order, cancellation))));

    private async Task<string?> TellAsync(NodeId node, FaultOrder order, CancellationToken cancellation)
    {
        try
        {
            await Checked(node).BreakAsync(order, cancellation);
            await AskAgainAsync(node);
            return null;
        }
        catch (Exception refused) when (refused is FaultRefusedException or PeerSilentException or ArgumentException)
        {
            return refused.Message;
        }
    }

    private static string Problems(IEnumerable<(NodeId Node, string? Problem)> told) => string.Join(' ', told.Select(answer => answer.Problem).OfType<string>().Distinct());

    private void Say(IEnumerable<WorldEvent> news)
    {
        foreach (var what in news)
        {
            _log.Add(LogTime, null, 0, what);
        }
    }
}
