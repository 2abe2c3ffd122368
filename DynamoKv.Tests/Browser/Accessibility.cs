// What axe finds on a page.
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace DynamoKv.Tests.Browser;

internal static class Accessibility
{
    // By tags, as axe recommends: without them it also runs its experimental rules.
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        Rules = new Dictionary<string, RuleOptions>
        {
            ["label-content-name-mismatch"] = new() { Enabled = false }, // experimental: trips over icons and letters inside pictures
        },
    };

    /// <summary>Fails when axe finds anything serious or critical, and prints what and where.</summary>
    public static async Task HasNoSeriousFindingAsync(IPage page)
    {
        var result = await page.RunAxe(Rules);
        var findings = result.Violations
            .Where(violation => violation.Impact is "serious" or "critical")
            .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Impact} {violation.Id}: {violation.Help}: {node.Html}"))
            .ToArray();
        Assert.True(findings.Length == 0, string.Join('\n', findings));
    }
}
