// What a client means to do.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Simulation.Clients;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>What a client means to do, from its intended start until it has ended.</summary>
internal sealed class ClientIntent(long number, string name, ScriptAsk ask, Instant intended, int firstNode, RequestOptions options)
{
    /// <summary>Counts all intents of a run, from 1.</summary>
    public long Number => number;

    /// <summary>Its name in the log.</summary>
    public string Name => name;

    /// <summary>What is asked.</summary>
    public ScriptAsk Ask => ask;

    /// <summary>When the client meant to begin.</summary>
    public Instant Intended => intended;

    /// <summary>The node that is tried first.</summary>
    public int FirstNode => firstNode;

    /// <summary>R, W and timeout.</summary>
    public RequestOptions Options => options;

    /// <summary>The step of the script that it is; null: it belongs to the load.</summary>
    public ScriptStep? Step { get; init; }

    /// <summary>Whether an attempt at a write has ended without anybody knowing its outcome.</summary>
    public bool HasUnknownWrite { get; set; }
}
