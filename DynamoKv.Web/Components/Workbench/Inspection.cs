// What is known of the things that are chosen.
using System.Collections.Immutable;

namespace DynamoKv.Web.Components.Workbench;

/// <summary>What is known of one chosen thing.</summary>
/// <param name="Title">What it is: "Node C".</param>
/// <param name="Facts">What is known, in order.</param>
public sealed record Inspection(string Title, ImmutableArray<InspectedFact> Facts);

/// <summary>One thing that is known.</summary>
/// <param name="Name">What.</param>
/// <param name="Value">The value at the cursor.</param>
/// <param name="IsChanged">Whether the step that is on show changed it.</param>
public readonly record struct InspectedFact(string Name, string Value, bool IsChanged);
