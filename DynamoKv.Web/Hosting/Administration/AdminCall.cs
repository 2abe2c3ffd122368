// One command of an administrator under way.
using System.Text.Json;

namespace DynamoKv.Web.Hosting.Administration;

/// <summary>One command of an administrator under way: its words, its switches, the server, and where it writes.</summary>
internal sealed class AdminCall(AdminClient client, IReadOnlyList<string> words, IReadOnlyDictionary<string, string> switches, TextWriter output)
{
    public AdminClient Client => client;

    /// <summary>What follows the command.</summary>
    public IReadOnlyList<string> Words => words;

    public TextWriter Output => output;

    public bool IsJson => Has("json");

    public bool Has(string name) => switches.ContainsKey(name);

    /// <summary>The value of a switch; null: it is absent.</summary>
    public string? Text(string name) => switches.GetValueOrDefault(name);

    /// <summary>Asks the server, and shows the answer as a table, or as it is.</summary>
    public async Task<int> ShowAsync(string path, Action<JsonElement, TextWriter> table) => await TellAsync(await client.GetAsync(path), table);

    /// <summary>Shows an answer.</summary>
    public async Task<int> TellAsync(JsonElement answer, Action<JsonElement, TextWriter> table)
    {
        if (IsJson)
        {
            await output.WriteLineAsync(answer.GetRawText());
        }
        else
        {
            table(answer, output);
        }

        return AdminVerb.Done;
    }
}
