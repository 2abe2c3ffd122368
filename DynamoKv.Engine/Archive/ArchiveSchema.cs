// The tables of the archive and how they came to be.
using DynamoKv.Engine.Archive.Experiments;
using DynamoKv.Engine.Archive.Runs;

namespace DynamoKv.Engine.Archive;

/// <summary>The schema, as the steps that lead from one version to the next; a released step never changes.</summary>
internal static class ArchiveSchema
{
    /// <summary>Marks a file as an archive ("DyAr"), so that no other program's database is ever taken for one.</summary>
    public const long ApplicationId = 0x44794172;

    /// <summary>The step at index i leads from version i to i + 1.</summary>
    public static IReadOnlyList<string> Steps { get; } = [RunTables.FirstVersion, ExperimentTables.FirstVersion];
}
