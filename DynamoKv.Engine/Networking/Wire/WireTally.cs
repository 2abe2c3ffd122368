// Counts what a newer version has said and this one did not understand.
namespace DynamoKv.Engine.Networking.Wire;

/// <summary>Counts what was skipped while reading, and carries the names of what is read into errors.</summary>
internal sealed class WireTally
{
    /// <summary>Fields that this version does not know.</summary>
    public long UnknownFields { get; set; }

    /// <summary>Messages of a kind, or with a word, that this version does not know.</summary>
    public long UnknownKinds { get; set; }
}
