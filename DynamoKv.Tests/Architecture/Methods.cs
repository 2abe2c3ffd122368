// Finds the bodies of methods by their braces; `dotnet format` keeps the layout that this relies on.
using System.Text.RegularExpressions;

namespace DynamoKv.Tests.Architecture;

/// <summary>The methods of a file that have a body in braces.</summary>
internal static partial class Methods
{
    /// <summary>The line (from 0) of each opening brace and the number of lines between the braces.</summary>
    public static IEnumerable<(int Line, int Length)> In(SourceFile file)
    {
        for (var line = 1; line < file.Lines.Count; line++)
        {
            if (OpeningBrace().IsMatch(file.Lines[line]) && IsSignature(file, line))
            {
                yield return (line, LengthOf(file, line));
            }
        }
    }

    // Types are opened by a keyword, statements by their own; what is left and ends like a signature is a method.
    private static bool IsSignature(SourceFile file, int brace)
    {
        var indent = file.Lines[brace].Length - 1;
        var start = brace - 1;
        while (start > 0 && Indent(file.Lines[start]) > indent)
        {
            start--;
        }

        var signature = file.Lines[start].Trim();
        return Indent(file.Lines[start]) == indent && Member().IsMatch(signature) && !TypeKeyword().IsMatch(signature);
    }

    private static int LengthOf(SourceFile file, int brace)
    {
        var closing = file.Lines[brace].Replace('{', '}');
        var end = brace + 1;
        while (end < file.Lines.Count && !file.Lines[end].StartsWith(closing, StringComparison.Ordinal))
        {
            end++;
        }

        return end - brace - 1;
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex(@"^ {4,8}\{$")]
    private static partial Regex OpeningBrace();

    [GeneratedRegex(@"^(?!(if|for|foreach|while|switch|using|lock|catch|else|fixed|do|try)\b)[\w<>\[\],.?() ]+\s[\w.<>,]+\(")]
    private static partial Regex Member();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum|namespace|new|return|=>)\b")]
    private static partial Regex TypeKeyword();
}
