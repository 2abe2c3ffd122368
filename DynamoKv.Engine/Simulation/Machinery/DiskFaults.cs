// What is wrong with a simulated disk; it outlives the process that uses the disk.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Simulation.Machinery;

/// <summary>The faults in force at one disk.</summary>
internal sealed class DiskFaults
{
    private readonly List<Latency> _delays = [];
    private readonly HashSet<Key> _flipped = [];
    private int _fullCount;

    /// <summary>Whether writes are refused.</summary>
    public bool IsFull => _fullCount > 0;

    /// <summary>Whether commits take longer.</summary>
    public bool IsSlow => _delays.Count > 0;

    /// <summary>The fault that makes the next commit fail; null: none.</summary>
    public string? CommitFault { get; set; }

    /// <summary>Whether any row is damaged.</summary>
    public bool HasFlipped => _flipped.Count > 0;

    /// <summary>Damages a row; it stays so until it is written again and committed, or the disk is lost.</summary>
    public void Flip(Key key) => _flipped.Add(key);

    /// <summary>Whether a row is damaged.</summary>
    public bool IsFlipped(Key key) => _flipped.Contains(key);

    /// <summary>A row was written anew.</summary>
    public void Unflip(Key key) => _flipped.Remove(key);

    /// <summary>The disk is another one.</summary>
    public void Replace() => _flipped.Clear();

    /// <summary>Fills the disk, or takes one reason for its being full away.</summary>
    public void Fill(bool isFull) => _fullCount += isFull ? 1 : -1;

    /// <summary>Makes commits slower.</summary>
    public void Slow(Latency delay) => _delays.Add(delay);

    /// <summary>Ends one slowness.</summary>
    public void Quicken(Latency delay) => _delays.RemoveAt(_delays.FindIndex(known => ReferenceEquals(known, delay)));

    /// <summary>How much longer one commit takes.</summary>
    public TimeSpan DrawDelay(DeterministicRandom random)
    {
        var sum = TimeSpan.Zero;
        foreach (var delay in _delays)
            sum += delay.Draw(random);

        return sum;
    }
}
