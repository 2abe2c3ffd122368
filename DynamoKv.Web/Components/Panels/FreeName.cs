// A name for one more node.
using System.Globalization;
using System.Text.RegularExpressions;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Web.Components.Panels;

/// <summary>A name for one more node: the next letter where nodes are letters, the next number where they are numbered.</summary>
public static partial class FreeName
{
    /// <summary>A name that none of these has.</summary>
    public static string After(IReadOnlyCollection<NodeId> taken)
    {
        var numbered = taken.Select(id => Numbered().Match(id.Value)).Where(match => match.Success).ToList();
        if (numbered.Count > 0)
        {
            var last = numbered.MaxBy(match => int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))!;
            var next = int.Parse(last.Groups[2].Value, CultureInfo.InvariantCulture) + 1;
            return string.Create(CultureInfo.InvariantCulture, $"{last.Groups[1].Value}{next}");
        }

        var letter = Enumerable.Range('A', 26).Select(code => ((char)code).ToString()).FirstOrDefault(name => taken.All(id => id.Value != name));
        return letter ?? "node-1";
    }

    [GeneratedRegex("^(.*[^0-9])([0-9]{1,8})$")]
    private static partial Regex Numbered();
}
