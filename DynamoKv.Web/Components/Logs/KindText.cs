// The kinds of entries in words.
using DynamoKv.Engine.Projections.Entries;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Logs;

/// <summary>The kinds of entries in words, each with a sign of its own.</summary>
public static class KindText
{
    /// <summary>The word.</summary>
    public static string Word(EntryKind kind) => kind switch
    {
        EntryKind.Request => LogText.KindRequest,
        EntryKind.Message => LogText.KindMessage,
        EntryKind.Storage => LogText.KindStorage,
        EntryKind.Handoff => LogText.KindHandoff,
        EntryKind.AntiEntropy => LogText.KindAntiEntropy,
        EntryKind.Membership => LogText.KindMembership,
        EntryKind.Transfer => LogText.KindTransfer,
        EntryKind.Fault => LogText.KindFault,
        _ => LogText.KindBackground,
    };

    /// <summary>The sign, as a character that every system font has.</summary>
    public static string Sign(EntryKind kind) => kind switch
    {
        EntryKind.Request => "◆",
        EntryKind.Message => "→",
        EntryKind.Storage => "■",
        EntryKind.Handoff => "✉",
        EntryKind.AntiEntropy => "▲",
        EntryKind.Membership => "○",
        EntryKind.Transfer => "⬢",
        EntryKind.Fault => "✕",
        _ => "·",
    };
}
