// Clients that put and get by themselves.
using System.Globalization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Simulation.Events;
using DynamoKv.Engine.Simulation.Latencies;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>
/// The clients of the workload. Each arrival draws all that it may need, in one order, from a stream of its own, so
/// that the same requests come at the same times whatever faults there are; only contexts and entry nodes follow events.
/// </summary>
internal sealed class WorkloadClients
{
    /// <summary>Highest rate, in operations a second: one a microsecond.</summary>
    public const int MaxRate = 1_000_000;

    private readonly World _world;
    private readonly ClientDesk _desk;
    private readonly WorkloadOptions _options;
    private readonly DeterministicRandom _chance;
    private readonly CausalContext?[,] _lastReads;
    private readonly WriteContent[] _values;
    private readonly List<Dictionary<long, Pending>> _pending = [];
    private readonly int _founders;
    private readonly LatencyRecord _gets = new();
    private readonly LatencyRecord _puts = new();
    private WorkloadReport _report;
    private long _valuesGiven;

    public WorkloadClients(World world, ClientDesk desk, WorkloadOptions options)
    {
        (_world, _desk, _options) = (world, desk, options);
        _chance = world.Root.Stream("workload");
        _values = options.Values.IsDefaultOrEmpty ? [] : [.. options.Values.Select(WriteContent.Text)];
        _lastReads = new CausalContext?[options.Clients, options.Keys.Length];
        _founders = world.Nodes.Count;
        for (var node = 0; node < _founders; node++)
            _pending.Add([]);

        PlanNext(options.Start);
    }

    /// <summary>What came of it so far.</summary>
    public WorkloadReport Report => _report;

    /// <summary>A node has come. The clients go on with the nodes that they know, and try it when those are down.</summary>
    public void Add(NodeId node) => _pending.Add([]);

    /// <summary>How long the clients waited so far.</summary>
    public WorkloadLatencies Latencies => new(_gets.Summary(), _puts.Summary());

    /// <summary>A client asks something now, and the next arrival is planned.</summary>
    public void OnArrival()
    {
        var client = _chance.NextInt32(_options.Clients);
        var key = _chance.NextInt32(_options.Keys.Length);
        var share = _chance.NextDouble();
        var entry = Entry(_chance.NextInt32(_founders), key);
        PlanNext(_world.Now);

        var request = Request(entry ?? 0, client, key, share);
        _report = _report with { Asked = _report.Asked + 1 };
        if (entry is not { } node)
            return;

        _pending[node][request.Operation.Number] = new Pending(client, key, request.Kind, _world.Now);
        _desk.Submit(request);
    }

    /// <summary>Takes an answer to one of these clients; false when it is somebody else's.</summary>
    public bool TryTake(ClientResponse response)
    {
        if (!_pending[_world.Nodes[response.Operation.Entry]].Remove(response.Operation.Number, out var pending))
            return false;

        if (response is not (ClientResponse.Refused or ClientResponse.Overloaded))
            (pending.Kind == OperationKind.Get ? _gets : _puts).Add(_world.Now - pending.Since);

        switch (response)
        {
            case ClientResponse.Read read:
                _lastReads[pending.Client, pending.Key] = read.Context;
                _report = _report with { Reads = _report.Reads + 1 };
                break;
            case ClientResponse.Stored:
                _report = _report with { Writes = _report.Writes + 1 };
                break;
            default:
                _report = _report with { Others = _report.Others + 1 };
                break;
        }

        return true;
    }

    /// <summary>A node died with the requests of these clients.</summary>
    public void Forget(NodeId node) => _pending[_world.Nodes[node]].Clear();

    private ClientRequest Request(int entry, int client, int key, double share)
    {
        var operation = _desk.NextOperation(entry);
        var context = _lastReads[client, key];
        if (share < _options.GetShare)
            return new ClientRequest.Get(operation, _options.Keys[key], RequestOptions.None);
        if (share < _options.GetShare + _options.DeleteShare)
            return new ClientRequest.Delete(operation, _options.Keys[key], RequestOptions.None, context);

        return new ClientRequest.Put(operation, _options.Keys[key], RequestOptions.None, NextValue(), context, OnlyIfAbsent: false);
    }

    private WriteContent NextValue()
    {
        var put = _valuesGiven++;
        return _values.Length == 0
            ? WriteContent.Text(string.Create(CultureInfo.InvariantCulture, $"v{put + 1}"))
            : _values[put % _values.Length];
    }

    private void PlanNext(Instant from)
    {
        var gap = -Math.Log(Rounding.NextPositive(_chance)) / _options.OperationsPerSecond;
        var next = from + Rounding.FromMicroseconds(gap * 1_000_000);
        if (_options.Stop is not { } stop || next < stop)
            _world.Queue.Add(new ScheduledEvent(next.Microseconds, EventClass.Client));
    }

    // A client that knows the ring goes to a replica; when none is up, or it does not know, to any node (Dynamo 6.4).
    private int? Entry(int drawn, int key)
    {
        if (_options.Coordination == Coordination.ClientDriven)
        {
            foreach (var primary in _world.Ring.PreferenceList(RingPosition.OfKey(_options.Keys[key]), _world.Scenario.Node.Quorum.N))
            {
                if (_world.ProcessOf(primary).IsUp)
                    return _world.Nodes[primary];
            }
        }

        return FirstUp(drawn);
    }

    // A client that finds its node down tries the next one in order; nobody up: it gives up.
    private int? FirstUp(int first)
    {
        for (var tried = 0; tried < _world.Nodes.Count; tried++)
        {
            var node = (first + tried) % _world.Nodes.Count;
            if (_world.Processes[node].IsUp)
                return node;
        }

        return null;
    }

    private readonly record struct Pending(int Client, int Key, OperationKind Kind, Instant Since);
}
