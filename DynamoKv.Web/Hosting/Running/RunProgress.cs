// How far runs are.
using System.Diagnostics;
using System.Globalization;

namespace DynamoKv.Web.Hosting.Running;

/// <summary>
/// Tells how far runs are: how many are over, how much virtual time passes a second, and how long it will take. On a
/// terminal one line is
/// written again and again; elsewhere there is a line now and then. Safe to be told by several runs at one time.
/// </summary>
/// <param name="runs">How many runs there are.</param>
/// <param name="all">The virtual time of all of them together.</param>
internal sealed class RunProgress(TextWriter output, bool isTerminal, int runs, TimeSpan all)
{
    private readonly Lock _gate = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly TimeSpan _every = isTerminal ? TimeSpan.FromMilliseconds(250) : TimeSpan.FromSeconds(2);
    private TimeSpan _passed;
    private TimeSpan _toldAt;
    private int _over;

    /// <summary>Virtual time has passed in a run.</summary>
    public void Pass(TimeSpan virtualTime)
    {
        lock (_gate)
        {
            _passed += virtualTime;
            TellIfDue();
        }
    }

    /// <summary>A run is over.</summary>
    public void End()
    {
        lock (_gate)
        {
            _over++;
            TellIfDue();
        }
    }

    /// <summary>All are over: the line on the terminal goes.</summary>
    public void Close()
    {
        if (isTerminal)
            output.Write("\r\e[K");
    }

    /// <summary>"12 of 61 runs, 24 virtual seconds a second, 13 s left".</summary>
    internal static string Text(int over, int runs, TimeSpan passed, TimeSpan all, TimeSpan elapsed)
    {
        var rate = passed / elapsed;
        var left = rate > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling((all - passed).TotalSeconds / rate):N0} s left") : "no telling how long";
        return string.Create(CultureInfo.InvariantCulture, $"{over:N0} of {runs:N0} runs, {rate:#,0.0} virtual seconds a second, {left}");
    }

    private void TellIfDue()
    {
        var elapsed = _watch.Elapsed;
        if (elapsed - _toldAt < _every || _over == runs)
            return;

        _toldAt = elapsed;
        var text = Text(_over, runs, _passed, all, elapsed);
        if (isTerminal)
            output.Write($"\r{text}\e[K");
        else
            output.WriteLine(text);
    }
}
