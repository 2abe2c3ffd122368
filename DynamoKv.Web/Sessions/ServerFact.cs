// How this server is set up, for people to read.
namespace DynamoKv.Web.Sessions;

/// <summary>One thing that this server is set up with. Never a secret.</summary>
/// <param name="Group">What it belongs to.</param>
/// <param name="Setting">The setting that changes it; empty: none does.</param>
/// <param name="Meaning">What it is, in words.</param>
/// <param name="Value">What holds.</param>
public sealed record ServerFact(string Group, string Setting, string Meaning, string Value);

/// <summary>How this server is set up, for people to read.</summary>
/// <param name="All">In the order in which they are shown.</param>
public sealed record ServerFacts(IReadOnlyList<ServerFact> All);
