// Experiments in icon and word.
using DynamoKv.Engine.Archive.Experiments;
using DynamoKv.Engine.Experiments.Plans;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Sessions.Experiments;

namespace DynamoKv.Web.Components.Experiments;

/// <summary>How experiments stand, in icon and word, never by colour alone.</summary>
internal static class ExperimentWords
{
    /// <summary>"✓ yes".</summary>
    public static string Of(Agreement agreement) => agreement switch
    {
        Agreement.Yes => $"✓ {ExperimentText.Yes}",
        Agreement.No => $"✕ {ExperimentText.No}",
        _ => $"? {ExperimentText.Unknown}",
    };

    /// <summary>"▶ running".</summary>
    public static string Of(ExperimentState state) => state switch
    {
        ExperimentState.Waiting => $"… {ExperimentText.Waiting}",
        ExperimentState.Running => $"▶ {ExperimentText.Running}",
        ExperimentState.Done => $"✓ {ExperimentText.Done}",
        ExperimentState.Cancelled => $"■ {ExperimentText.Cancelled}",
        _ => $"✕ {ExperimentText.Failed}",
    };

    /// <summary>"12 of 40 parts, 3.1 a second, 9 s left".</summary>
    public static string Of(ProgressRate rate) => rate is { PerSecond: { } perSecond, Left: { } left }
        ? Words.Fill(ExperimentText.ProgressRate, rate.Done, rate.Parts, perSecond, Time(left))
        : Words.Fill(ExperimentText.Progress, rate.Done, rate.Parts);

    private static string Time(TimeSpan left) => left.TotalSeconds < 90
        ? Words.Fill("{0:0} s", left.TotalSeconds)
        : Words.Fill("{0:0} min", left.TotalMinutes);
}
