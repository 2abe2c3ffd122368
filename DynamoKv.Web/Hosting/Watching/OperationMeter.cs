// Measures what clients are answered, and how a node commits.
using System.Diagnostics.Metrics;
using DynamoKv.Engine.Hosting;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Sessions;

namespace DynamoKv.Web.Hosting.Watching;

/// <summary>Measures what clients are answered, and how a node commits. Counts without locks or garbage: a node's loop calls it.</summary>
internal sealed class OperationMeter : IHostWatch, IOperationWatch
{
    private static readonly OperationKind[] Kinds = Enum.GetValues<OperationKind>();

    private readonly long[] _counts = new long[Kinds.Length * OperationOutcome.Words.Count];
    private readonly Histogram<double> _latency;
    private readonly Histogram<double> _commitTime;
    private readonly Histogram<double> _waited;
    private readonly Histogram<double> _handedOver;
    private readonly Histogram<int> _commitInputs;
    private readonly Histogram<int> _siblings;

    public OperationMeter(IMeterFactory meters)
    {
        var meter = meters.Create(MeterNames.Meter);
        meter.CreateObservableCounter("dynamokv.operations", Count, "{operation}", "Requests of clients that were answered here, by kind and outcome.");
        _latency = meter.CreateHistogram(
            "dynamokv.operation.duration", MeterNames.Seconds, "From a request's coming to its answer; in a simulation in virtual time.", null, MeterNames.Latencies);
        _siblings = meter.CreateHistogram("dynamokv.read.siblings", "{sibling}", "Live versions that a successful read found.", null, MeterNames.Counts);
        _commitTime = meter.CreateHistogram(
            "dynamokv.commit.duration", MeterNames.Seconds, "How long a commit took.", null, MeterNames.Latencies);
        _waited = meter.CreateHistogram(
            "dynamokv.host.wait", MeterNames.Seconds, "How long the first input of a batch waited for the node's loop.", null, MeterNames.Latencies);
        _handedOver = meter.CreateHistogram(
            "dynamokv.host.handover", MeterNames.Seconds, "How long the answers of a batch waited for a thread of the pool.", null, MeterNames.Latencies);
        _commitInputs = meter.CreateHistogram("dynamokv.commit.inputs", "{input}", "Inputs that shared a commit.", null, MeterNames.Counts);
    }

    public void Answered(OperationKind kind, ClientResponse response, TimeSpan latency)
    {
        var outcome = OperationOutcome.Of(response);
        Interlocked.Increment(ref _counts[IndexOf((int)kind, outcome)]);
        _latency.Record(
            latency.TotalSeconds, new KeyValuePair<string, object?>("kind", OperationOutcome.Of(kind)),
            new KeyValuePair<string, object?>("outcome", OperationOutcome.Words[outcome]));
        if (response is ClientResponse.Read read)
        {
            _siblings.Record(LiveIn(read));
        }
    }

    public void Committed(int inputs, TimeSpan took, TimeSpan waited)
    {
        _commitTime.Record(took.TotalSeconds);
        _commitInputs.Record(inputs);
        _waited.Record(waited.TotalSeconds);
    }

    public void HandedOver(TimeSpan waited) => _handedOver.Record(waited.TotalSeconds);

    private static int LiveIn(ClientResponse.Read read)
    {
        var live = 0;
        foreach (var sibling in read.Versions.Siblings)
        {
            live += sibling.IsTombstone ? 0 : 1;
        }

        return live;
    }

    private IEnumerable<Measurement<long>> Count() =>
        from kind in Kinds
        from outcome in Enumerable.Range(0, OperationOutcome.Words.Count)
        select MeterNames.Labelled(
            Volatile.Read(ref _counts[IndexOf((int)kind, outcome)]), "kind", OperationOutcome.Of(kind), "outcome", OperationOutcome.Words[outcome]);

    private static int IndexOf(int kind, int outcome) => (kind * OperationOutcome.Words.Count) + outcome;
}
