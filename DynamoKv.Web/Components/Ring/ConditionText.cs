// The icon, word and pattern of a node's condition.
using DynamoKv.Engine.Projections;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Ring;

/// <summary>How a node's condition is shown: an icon, a word and a class for its pattern.</summary>
public static class ConditionText
{
    /// <summary>The word.</summary>
    public static string Word(NodeCondition condition) => condition switch
    {
        NodeCondition.Up => PlayText.ConditionUp,
        NodeCondition.Paused => PlayText.ConditionPaused,
        NodeCondition.Down => PlayText.ConditionDown,
        NodeCondition.Silent => PlayText.ConditionSilent,
        _ => PlayText.ConditionUnknown,
    };

    /// <summary>The icon, as a character that every system font has.</summary>
    public static string Icon(NodeCondition condition) => condition switch
    {
        NodeCondition.Up => "●",
        NodeCondition.Paused => "‖",
        NodeCondition.Down => "✕",
        NodeCondition.Silent => "…",
        _ => "?",
    };

    /// <summary>The style sheet's class.</summary>
    public static string Class(NodeCondition condition) => condition switch
    {
        NodeCondition.Up => "is-up",
        NodeCondition.Paused => "is-paused",
        NodeCondition.Down => "is-down",
        NodeCondition.Silent => "is-silent",
        _ => "is-unknown",
    };

    /// <summary>"no keys" is "0 keys" here: a table column wants the number.</summary>
    public static string Keys(long count) => count == 1 ? PlayText.OneKey : Words.Fill(PlayText.ManyKeys, count);
}
