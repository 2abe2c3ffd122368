// What a comparison found, in a sentence.
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Texts;

namespace DynamoKv.Web.Components.Panels;

/// <summary>What a comparison found, in a sentence.</summary>
public static class RepairText
{
    /// <summary>"the same as B: 1 hash...", "12 keys differ from B...".</summary>
    public static string Of(Comparison comparison)
    {
        var counts = comparison.Counts;
        var template = counts.Differing == 0 ? ClusterText.FoundSame : comparison.IsDryRun ? ClusterText.FoundPreview : ClusterText.FoundMended;
        return Words.Fill(
            template, comparison.Target, counts.Differing, counts.Hashes, counts.Bytes, comparison.FullCopyBytes, counts.Pulled, counts.Pushed);
    }
}
