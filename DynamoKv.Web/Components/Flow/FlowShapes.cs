// The shapes of the space-time diagram, each with what it stands for.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Web.Components.Flow;

/// <summary>A lane: of a node, or of clients.</summary>
/// <param name="Name">What is written before it.</param>
/// <param name="Node">The node; null: it is of clients.</param>
/// <param name="Index">The node's place among all nodes, for its hue and marker.</param>
/// <param name="Y">Its line; of clients the first row.</param>
public sealed record FlowLane(string Name, NodeId? Node, int Index, double Y);

/// <summary>A message as a line from its sender's lane.</summary>
/// <param name="HasWord">Whether there is room for its word when the whole window is on show.</param>
public sealed record FlowLine(FlowMessage Message, double X1, double Y1, double X2, double Y2, bool HasWord)
{
    /// <summary>Where its word stands.</summary>
    public (double X, double Y) Middle => ((X1 + X2) / 2, (Y1 + Y2) / 2);
}

/// <summary>Something that happened, as a dot on its lane.</summary>
public sealed record FlowDot(FlowMark Mark, double X, double Y);

/// <summary>A while on a lane.</summary>
public sealed record FlowStretch(FlowSpan Span, double X1, double X2, double Y);

/// <summary>A fault behind everything.</summary>
/// <param name="Row">In which row its name is written, from 0.</param>
public sealed record FlowBackdrop(FlowBand Band, double X1, double X2, int Row);

/// <summary>An operation as a bar on the lane of its client.</summary>
/// <param name="EntryY">The line of the node where it enters.</param>
public sealed record FlowCall(FlowBar Bar, double X1, double X2, double Y, double EntryY);

/// <summary>A step of the path that shows why an assertion failed.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="Event">The entry.</param>
public sealed record FlowStep(int Number, long Event, double X, double Y);

/// <summary>How much of each message is drawn.</summary>
public enum FlowDetail
{
    /// <summary>Lines with words.</summary>
    Words,

    /// <summary>Lines.</summary>
    Lines,

    /// <summary>Lines that are drawn together: one can't be pointed at.</summary>
    Strands,
}
