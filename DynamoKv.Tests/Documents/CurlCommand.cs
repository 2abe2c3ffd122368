// A curl command of a document, taken apart and sent.
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace DynamoKv.Tests.Documents;

/// <summary>What a curl command sends. Knows -X, -H, -d, -i and -s; anything else is refused, so that no document says more than is tested.</summary>
internal sealed partial record CurlCommand(string Line, HttpMethod Method, string Url, IReadOnlyList<string> Headers, string? Body)
{
    /// <summary>Takes a line apart as a shell would: words, single and double quotes.</summary>
    /// <exception cref="FormatException">When the line uses an option that the tests do not know.</exception>
    public static CurlCommand Parse(string line)
    {
        var words = Word().Matches(line).Select(match => match.Value.Trim('\'', '"')).ToArray();
        var (method, url, body) = ((string?)null, (string?)null, (string?)null);
        var headers = new List<string>();
        for (var index = 1; index < words.Length; index++)
        {
            switch (words[index])
            {
                case "-X": method = words[++index]; break;
                case "-H": headers.Add(words[++index]); break;
                case "-d": body = words[++index]; break;
                case "-i" or "-s": break;
                case ['-', ..]: throw new FormatException($"'{words[index]}' in '{line}' is no option that the tests know.");
                default: url = words[index]; break;
            }
        }

        method ??= body is null ? "GET" : "POST";
        return new CurlCommand(line, new HttpMethod(method), url ?? throw new FormatException($"'{line}' names no address."), headers, body);
    }

    /// <summary>The commands in the fenced shell blocks of a document.</summary>
    public static IEnumerable<CurlCommand> In(string markdown) =>
        Block().Matches(markdown)
            .SelectMany(block => block.Groups[1].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
            .Where(line => line.StartsWith("curl ", StringComparison.Ordinal))
            .Select(Parse);

    /// <summary>The request, sent to another server than the document names.</summary>
    public HttpRequestMessage ToRequest(string address)
    {
        var request = new HttpRequestMessage(Method, Url.Replace("http://localhost:8080", address, StringComparison.Ordinal));
        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded"); // as curl does
        }

        foreach (var header in Headers)
        {
            var (name, value) = (header.Split(':')[0], header[(header.IndexOf(':') + 1)..].Trim());
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else
            {
                request.Headers.Add(name, value);
            }
        }

        return request;
    }

    [GeneratedRegex("'[^']*'|\"[^\"]*\"|[^\\s'\"]+")]
    private static partial Regex Word();

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
