// How an archive is opened.
namespace DynamoKv.Engine.Archive;

/// <summary>How an archive is opened.</summary>
public sealed record ArchiveOptions
{
    /// <summary>The most pages of the file (4 KiB each); null: as many as the disk has room for.</summary>
    public int? MaxPages { get; init; }
}
