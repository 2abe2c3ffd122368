// Remembers node names that were read from bytes.
using System.Text;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Versioning;

/// <summary>
/// Gives the same string for the same node name again and again, so that reading a clock does not allocate a string a
/// pair. A fixed number of slots, each overwritten by the next name that falls on it: what is found never changes, only
/// how fast, and two threads that write one slot both write a whole name.
/// </summary>
internal static class NodeNames
{
    private const int Slots = 256;

    private static readonly Name?[] Known = new Name?[Slots];

    private sealed record Name(NodeId Id);

    public static bool TryRead(ReadOnlySpan<byte> ascii, out NodeId id)
    {
        ref var slot = ref Known[SlotOf(ascii)];
        if (slot is { } known && Ascii.Equals(ascii, known.Id.Value))
        {
            id = known.Id;
            return true;
        }

        if (ascii.Length > NodeId.MaxLength || !NodeId.TryParse(Encoding.Latin1.GetString(ascii), out id))
        {
            id = default;
            return false;
        }

        slot = new Name(id);
        return true;
    }

    private static int SlotOf(ReadOnlySpan<byte> ascii)
    {
        var hash = 0u;
        foreach (var letter in ascii)
        {
            hash = (hash * 31) + letter;
        }

        return (int)(hash % Slots);
    }
}
