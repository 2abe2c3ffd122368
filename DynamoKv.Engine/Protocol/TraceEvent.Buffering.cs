// What a node says about buffered writes (Dynamo 6.1).
using System.Collections.Immutable;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Protocol;

public abstract partial record TraceEvent
{
    /// <summary>Rows that waited in memory are on the disk now.</summary>
    /// <param name="Keys">Which, in key order.</param>
    /// <param name="Waiting">Rows that the disk did not take: they still wait.</param>
    /// <param name="Reason">Why now.</param>
    public sealed record RowsFlushed(ImmutableArray<Key> Keys, int Waiting, FlushReason Reason) : TraceEvent
    {
        /// <inheritdoc/>
        public override bool IsOnDisk => true;
    }
}

/// <summary>Why rows that waited in memory were written.</summary>
public enum FlushReason
{
    /// <summary>They had waited as long as they may.</summary>
    Time,

    /// <summary>As many waited as may.</summary>
    Full,

    /// <summary>Somebody goes through all rows.</summary>
    Scan,
}
