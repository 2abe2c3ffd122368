// One thing that must hold of every run.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Checking;

/// <summary>One thing that must hold of every run. It is asked after every line of the log and once at rest.</summary>
/// <param name="ledger">The truth, which has taken the line already.</param>
/// <param name="verdict">Where to say what is wrong.</param>
internal abstract class Invariant(CausalLedger ledger, RunVerdict verdict)
{
    protected CausalLedger Ledger => ledger;

    protected Expectations Expectations => ledger.Expectations;

    protected RunVerdict Verdict => verdict;

    /// <summary>Looks at the line that the ledger has just taken.</summary>
    public virtual void After(LogEntry entry)
    {
    }

    /// <summary>Looks at the disks when everything has settled.</summary>
    public virtual void AtRest(FinalState state)
    {
    }

    protected void Violate(string sentence, params ReadOnlySpan<long> lines) =>
        verdict.Add(new Violation(GetType().Name, sentence, [.. lines]));
}
