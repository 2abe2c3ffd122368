// What a row of a history did, and how it ended.
namespace DynamoKv.Engine.Checking.Histories;

/// <summary>What an operation did.</summary>
public enum HistoryKind
{
    /// <summary>It read a key.</summary>
    Read,

    /// <summary>It wrote a value.</summary>
    Write,

    /// <summary>It deleted the key's value.</summary>
    Delete,

    /// <summary>It added an element to a set.</summary>
    Add,
}

/// <summary>How an operation ended, as far as its client knows.</summary>
public enum HistoryOutcome
{
    /// <summary>It was done.</summary>
    Ok,

    /// <summary>It was not done, and never will be.</summary>
    Fail,

    /// <summary>Nobody knows: it may take effect at any time from its beginning on, or never.</summary>
    Info,
}
