// The published results that can be measured again.
using System.Collections.Immutable;
using DynamoKv.Engine.Experiments.Plans;

namespace DynamoKv.Engine.Experiments.Published;

/// <summary>How long a measurement may take.</summary>
public enum ExperimentSize
{
    /// <summary>Seconds: it finds gross errors.</summary>
    Quick,

    /// <summary>Minutes: 100,000 operations for each curve of staleness.</summary>
    Full,
}

/// <summary>The published results that can be measured again.</summary>
public static class PublishedResults
{
    /// <summary>All of them, in the order in which they are told.</summary>
    public static ImmutableArray<IExperiment> Of(ExperimentSize size)
    {
        var isFull = size == ExperimentSize.Full;
        return
        [
            new BoundedStaleness(isFull ? 20_000 : 600),
            new ExponentialForm(isFull ? 10_000 : 500),
            new Inversion(isFull ? 100_000 : 4_000),
            new LastWriteWinsLoss(isFull ? 5 : 1, isFull ? 2_000 : 500),
            new PartitionStrategies(isFull ? 20 : 4, isFull ? 10_000 : 1_500),
            new FigureThree(),
            new GossipRounds(isFull ? 400 : 40, isFull ? 1_000 : 100),
            new RingShares(isFull ? 2_000 : 100),
            new AvailabilityTails(isFull ? 20_000 : 300),
        ];
    }

    /// <summary>The one of a name; null: there is none.</summary>
    public static IExperiment? Find(string name, ExperimentSize size) =>
        Of(size).FirstOrDefault(experiment => experiment.Name == name);
}
