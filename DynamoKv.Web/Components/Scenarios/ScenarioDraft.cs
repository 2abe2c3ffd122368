// A scenario that somebody is writing.
using DynamoKv.Engine.Scenarios;

namespace DynamoKv.Web.Components.Scenarios;

/// <summary>
/// A scenario that somebody is writing, as text and as a form over it. The text is the scenario: the form shows what the text says,
/// and what is changed in the form is written into the text. Not thread-safe: one page owns it.
/// </summary>
public sealed class ScenarioDraft
{
    private bool _isOfForm;

    /// <summary>Begins with a text.</summary>
    public ScenarioDraft(string text) => Load(text);

    /// <summary>The text.</summary>
    public string Text { get; private set; } = string.Empty;

    /// <summary>What the reader says of it.</summary>
    public ScenarioReading Reading { get; private set; } = new(null, []);

    /// <summary>What the form shows: what the text says, or said when it could be read last; null: it never could.</summary>
    public ScenarioFile? Form { get; private set; }

    /// <summary>Whether the form may be used. A text that can't be read has to be mended as text, unless the form itself wrote it.</summary>
    public bool IsFormOpen => Form is not null && (_isOfForm || Reading.File is not null);

    /// <summary>Counts what came into the text other than by typing: an editor then shows it anew.</summary>
    public int Revision { get; private set; }

    /// <summary>What was saved last, or loaded; what differs from it is not saved.</summary>
    public string SavedText { get; private set; } = string.Empty;

    /// <summary>Whether the form would drop comments: it writes the text anew, and keeps only those above the first word.</summary>
    public bool LosesComments => LinesOf(Text).SkipWhile(IsComment).Any(line => line.TrimStart().StartsWith('#') || line.Contains(" #", StringComparison.Ordinal));

    /// <summary>Takes another text, as a file or the library gives it.</summary>
    public void Load(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Form = null;
        Revision++;
        Take(text.ReplaceLineEndings("\n"));
        NoteSaved();
    }

    /// <summary>Takes the text of a file that somebody brings along; it is not saved here yet.</summary>
    public void Import(string text)
    {
        Type(text);
        Revision++;
    }

    /// <summary>Takes what was typed.</summary>
    public void Type(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Take(text.ReplaceLineEndings("\n"));
    }

    /// <summary>Changes it by the form. Nothing happens while that is closed.</summary>
    public void Change(Func<ScenarioFile, ScenarioFile> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (!IsFormOpen)
        {
            return;
        }

        var changed = change(Form!);
        var head = string.Concat(LinesOf(Text).TakeWhile(IsComment).Select(line => line + "\n"));
        Take(head + ScenarioWriter.Write(changed));
        Form = changed;
        _isOfForm = true;
        Revision++;
    }

    /// <summary>It is saved as it is.</summary>
    public void NoteSaved() => SavedText = Text;

    private void Take(string text)
    {
        Text = text;
        Reading = ScenarioReader.Read(text);
        Form = Reading.File ?? Form;
        _isOfForm = false;
    }

    private static string[] LinesOf(string text) => text.Split('\n');

    private static bool IsComment(string line) => line.StartsWith('#');
}
