// The word that was perhaps meant.
namespace DynamoKv.Engine.Scenarios.Shapes;

/// <summary>Finds the word that was perhaps meant by one that is not known.</summary>
internal static class NearestWord
{
    /// <summary>" Did you mean 'partition'?", or which words there are.</summary>
    public static string Advice(string unknown, IReadOnlyCollection<string> known)
    {
        var nearest = known.Select(word => (Word: word, Distance: Distance(unknown, word))).OrderBy(one => one.Distance).ThenBy(one => one.Word, StringComparer.Ordinal).FirstOrDefault();
        return nearest.Word is not null && nearest.Distance <= Math.Max(2, unknown.Length / 3)
            ? $"did you mean '{nearest.Word}'?"
            : $"use {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
    }

    /// <summary>How many letters have to be added, removed, changed or swapped with their neighbour.</summary>
    public static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++)
            rows[0, j] = j;

        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[left.Length, right.Length];
    }
}
