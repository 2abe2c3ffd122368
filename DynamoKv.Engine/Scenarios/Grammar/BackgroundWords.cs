// The section "background" of the scenario language.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Engine.Simulation;
using DynamoKv.Engine.Simulation.Clients;

namespace DynamoKv.Engine.Scenarios.Grammar;

/// <summary>The section "background": clients without names.</summary>
internal static class BackgroundWords
{
    private static readonly Words<WorkloadOptions> Of = new(new WorkloadOptions { Clients = 1, OperationsPerSecond = 1, Keys = [] });

    public static MapShape<WorkloadOptions> Background { get; } = new(
        "background", "Clients without names that put and get by themselves: open loop, Poisson arrivals. They write with the context of their last read.", Of.Empty,
        Of.Of("clients", "How many.", Scalars.Whole(1, ClientLoad.MaxClients), x => x.Clients, (x, clients) => x with { Clients = clients }),
        Of.Of("rate", "Operations a second, all together.", Scalars.Rate, x => x.OperationsPerSecond, (x, rate) => x with { OperationsPerSecond = rate }),
        Of.Of("keys", "The keys; each operation picks one, all alike.", new ListShape<Key>(Names.Key), x => x.Keys, (x, keys) => x with { Keys = keys }, isRequired: true),
        Of.Of("get", "Share of reads.", Scalars.Share, x => x.GetShare, (x, share) => x with { GetShare = share }),
        Of.Of("delete", "Share of deletes; the rest are writes.", Scalars.Share, x => x.DeleteShare, (x, share) => x with { DeleteShare = share }),
        Of.Of("values", "What is written, in turn; none: v1, v2 and so on.", new ListShape<string>(Scalars.Text), x => x.Values, (x, values) => x with { Values = values }),
        Of.Of("coordination", "Where they send their requests.",
            Scalars.Choice(("server_driven", Coordination.ServerDriven), ("client_driven", Coordination.ClientDriven)), x => x.Coordination,
            (x, coordination) => x with { Coordination = coordination }),
        Of.Of("start", "When they begin.", Scalars.Duration, x => x.Start.SinceStart, (x, start) => x with { Start = Instant.After(start) }),
        Of.Maybe("stop", "When they begin nothing new; else never.", Scalars.Duration, x => x.Stop?.SinceStart,
            (x, stop) => x with { Stop = stop is { } at ? Instant.After(at) : null }))
    {
        IsBlock = true,
    };
}
