// What came of one run of a scenario.
using System.Collections.Immutable;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Scenarios.Assertions;

namespace DynamoKv.Engine.Scenarios.Running;

/// <summary>What came of one assertion.</summary>
/// <param name="Id">Its name in the file.</param>
/// <param name="Kind">What it asserts: "no_lost_acked_writes".</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Outcome">Whether the promise was kept.</param>
/// <param name="Sentence">Why, in a sentence for people.</param>
/// <param name="Lines">The lines of the log that show it.</param>
public sealed record AssertionVerdict(string Id, string Kind, Expected Expected, VerdictOutcome Outcome, string Sentence, ImmutableArray<long> Lines)
{
    /// <summary>
    /// Of a verdict on what clients were told: everything that breaks the promise; without these rows it does not
    /// fail. Empty for verdicts on what disks hold.
    /// </summary>
    public ImmutableArray<HistoryRow> Witness { get; init; } = [];

    /// <summary>Whether it came as expected; null: nobody can tell.</summary>
    public bool? IsAsExpected => Expected == Expected.Any ? true : Outcome switch
    {
        VerdictOutcome.Unknown => null,
        VerdictOutcome.Pass => Expected == Expected.Pass,
        _ => Expected == Expected.Fail,
    };

    /// <summary>"a8 session: fail, as expected: ...".</summary>
    public override string ToString()
    {
        var comment = Expected == Expected.Any ? "" : IsAsExpected switch { true => Expected == Expected.Fail ? ", as expected" : "", false => ", NOT as expected", _ => "" };
        return $"{Id} {Kind}: {Outcome.ToString().ToLowerInvariant()}{comment}: {Sentence}";
    }
}

/// <summary>A time in which something was broken.</summary>
/// <param name="What">In words.</param>
/// <param name="Line">The line of the log that begins it.</param>
public sealed record FaultWindow(string What, Instant From, Instant Until, long Line)
{
    /// <summary>Nothing has ended it yet: <see cref="Until"/> is how far the log goes.</summary>
    public bool IsOpen { get; init; }
}

/// <summary>What came of one run of a scenario.</summary>
public sealed record RunOutcome
{
    /// <summary>Which seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>One verdict an assertion, in the order of the file.</summary>
    public required ImmutableArray<AssertionVerdict> Verdicts { get; init; }

    /// <summary>What clients asked and were told; the reads of the disks at rest among it.</summary>
    public required History History { get; init; }

    /// <summary>When what was broken.</summary>
    public required ImmutableArray<FaultWindow> Faults { get; init; }

    /// <summary>How long it ran, in virtual time.</summary>
    public required TimeSpan Ran { get; init; }

    /// <summary>Events of the simulator.</summary>
    public required long Steps { get; init; }

    /// <summary>Lines of the log.</summary>
    public required long Lines { get; init; }

    /// <summary>The log's hash.</summary>
    public required string Hash { get; init; }

    /// <summary>Why it ended before its time, in a sentence; null: it did not.</summary>
    public string? StoppedBecause { get; init; }

    /// <summary>Whether all came as expected; false: something did not; null: nobody can tell.</summary>
    public bool? IsAsExpected =>
        Verdicts.Any(verdict => verdict.IsAsExpected == false) ? false
        : StoppedBecause is not null || Verdicts.Any(verdict => verdict.IsAsExpected is null) ? null
        : true;
}
