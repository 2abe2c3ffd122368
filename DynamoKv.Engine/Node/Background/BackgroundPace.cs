// How many slices of background work a second are admitted.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Node.Background;

/// <summary>
/// Slices a second: a step more while the foreground is quick, half when it is not; unused ones are kept for one
/// retry.
/// </summary>
internal sealed class BackgroundPace(AdmissionOptions options)
{
    private double _ready = 1;
    private Instant _readyAt;

    /// <summary>The pace of now.</summary>
    public double SlicesPerSecond { get; private set; } = options.MinSlicesPerSecond;

    /// <summary>The foreground is too slow: half the pace. False: it is the slowest already.</summary>
    public bool Slow() => Set(Math.Max(options.MinSlicesPerSecond, SlicesPerSecond / 2));

    /// <summary>The foreground is quick: a step more. False: it is the quickest already.</summary>
    public bool Quicken() => Set(Math.Min(options.MaxSlicesPerSecond, SlicesPerSecond + options.Increase));

    /// <summary>Takes a slice if one is ready.</summary>
    public bool TryTake(Instant now)
    {
        var most = Math.Max(1, SlicesPerSecond * options.RetryAfter.TotalSeconds);
        _ready = Math.Min(most, _ready + (SlicesPerSecond * (now - _readyAt).TotalSeconds));
        _readyAt = now;
        if (_ready < 1)
        {
            return false;
        }

        _ready--;
        return true;
    }

    private bool Set(double pace)
    {
        var isChanged = pace != SlicesPerSecond;
        SlicesPerSecond = pace;
        return isChanged;
    }
}
