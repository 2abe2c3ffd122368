// All operations on one value, as a stretch of time.
namespace DynamoKv.Engine.Checking.Histories.Registers;

/// <summary>
/// All operations on one value of a register: its write and the reads that saw it. The value was certainly there from
/// the
/// first end to the last beginning, when that end comes before (a forward zone); else all of them meet in one instant.
/// </summary>
/// <param name="Value">The value; zero is the register's first state.</param>
/// <param name="FirstEnd">When the first of them was over; the first state was there before everything.</param>
/// <param name="LastBegin">When the last of them began.</param>
internal readonly record struct Zone(int Value, long FirstEnd, long LastBegin)
{
    /// <summary>Whether the value was certainly there for a while.</summary>
    public bool IsForward => FirstEnd < LastBegin;

    /// <summary>Whether each of the two has something that was over before something of the other began.</summary>
    public bool Conflicts(in Zone other) => FirstEnd < other.LastBegin && other.FirstEnd < LastBegin;
}
