// What a search in a log has found.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Components.Logs;

/// <summary>What a search in a log has found.</summary>
/// <param name="Entries">The entries that fit, newest first.</param>
/// <param name="Looked">How many entries were looked at, from the cursor back.</param>
/// <param name="IsCut">Whether more fit than are listed.</param>
/// <param name="IsWhole">Whether everything that is kept was looked at.</param>
public sealed record LogFindings(IReadOnlyList<LogEntry> Entries, long Looked, bool IsCut, bool IsWhole);
