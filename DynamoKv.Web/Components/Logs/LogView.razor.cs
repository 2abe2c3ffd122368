// The log as a view.
using System.Globalization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections.Entries;
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Components.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;

namespace DynamoKv.Web.Components.Logs;

/// <summary>The log up to the cursor, newest first: filtered, searched, and with the causes of an entry alone. Only rows in sight are painted.</summary>
public sealed partial class LogView
{
    private readonly LogSearch _search = new();
    private EntryFilter _filter = EntryFilter.All;
    private long? _causesOf;
    private int _look = LogSearch.FirstLook;
    private LogFindings? _findings;
    private Virtualize<LogEntry>? _rows;
    private (object?, long, EntryFilter?, long?, int) _shown;

    /// <summary>All that the view knows.</summary>
    [Parameter, EditorRequired]
    public ViewContext Context { get; set; } = null!;

    /// <summary>The first entry of a window; null: none is set.</summary>
    [Parameter]
    public long? First { get; set; }

    /// <summary>The last entry of a window; null: none is set.</summary>
    [Parameter]
    public long? Last { get; set; }

    private EntryFilter Wanted => _filter with { First = First, Last = Last };

    private LogEntry? Chosen => Context.Selection.Event is { } number && number <= Context.Cursor ? Find(number) : null;

    private string Counted => _causesOf is { } number ? Words.Fill(LogText.CausesOf, number)
        : _findings is { } found ? Words.Fill(found.Entries.Count == 0 ? LogText.Nothing : LogText.CountFound, found.Entries.Count, found.Looked)
        : Words.Fill(LogText.CountAll, Math.Max(0, Context.Cursor - Context.Session.FirstEvent + 1));

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => LookAgainAsync();

    private async Task LookAgainAsync()
    {
        var shown = (Context.Session, Context.Cursor, Wanted, _causesOf, _look);
        if (shown.Equals(_shown))
        {
            return;
        }

        _shown = shown;
        _findings = _causesOf is { } number ? Causes(number)
            : Wanted == EntryFilter.All ? null
            : _search.At(Context.Session, Wanted, Math.Min(Last ?? Context.Cursor, Context.Cursor), _look);
        if (_rows is { } rows)
        {
            await rows.RefreshDataAsync();
        }
    }

    private LogFindings Causes(long number)
    {
        LogEntry[] causes = Find(number) is { } entry ? [.. EntryFilter.CausesOf(entry, Find)] : [];
        return new LogFindings(causes, causes.Length, IsCut: false, IsWhole: true);
    }

    private LogEntry? Find(long number) => LogSearch.Find(Context.Session, number);

    private OperationId? OperationOf(LogEntry entry) => EntryFilter.OperationOf(entry, Find);

    private ValueTask<ItemsProviderResult<LogEntry>> ProvideAsync(ItemsProviderRequest request) => ValueTask.FromResult(
        _findings is { } found
            ? new ItemsProviderResult<LogEntry>(found.Entries.Skip(request.StartIndex).Take(request.Count), found.Entries.Count)
            : Whole(request));

    private ItemsProviderResult<LogEntry> Whole(ItemsProviderRequest request)
    {
        var newest = Context.Cursor - request.StartIndex;
        var oldest = Context.Session.FirstEvent - 1;
        var count = (int)Math.Min(request.Count, Math.Max(0, newest - oldest));
        var entries = count == 0 ? [] : Context.Session.ReadLog(newest - count + 1, count).Reverse().ToArray();
        return new ItemsProviderResult<LogEntry>(entries, (int)Math.Max(0, Context.Cursor - oldest));
    }

    private string ClassOf(LogEntry entry) =>
        (entry.Number == Context.Cursor ? "is-cursor " : string.Empty) + (entry.Number == Context.Selection.Event ? "is-chosen" : string.Empty);

    private void Choose(LogEntry entry) => Context.Host.Select(Context.Selection with
    {
        Event = Context.Selection.Event == entry.Number ? null : entry.Number,
        Operation = OperationOf(entry) ?? Context.Selection.Operation,
    });

    private Task ShowCauses(long number)
    {
        _causesOf = number;
        return LookAgainAsync();
    }

    private Task ShowOperation(LogEntry entry) => FilterAsync(EntryFilter.All with { Operation = OperationOf(entry) });

    private Task ChooseKind(ChangeEventArgs change) =>
        FilterAsync(_filter with { Kind = Enum.TryParse<EntryKind>(change.Value as string, out var kind) ? kind : null });

    private Task ChooseNode(ChangeEventArgs change) =>
        FilterAsync(_filter with { Node = NodeId.TryParse(change.Value as string ?? string.Empty, out var node) ? node : null });

    private Task ChooseKey(ChangeEventArgs change) =>
        FilterAsync(_filter with { Key = Key.TryCreate(change.Value as string, out var key, out _) ? key : null });

    private Task ChooseText(ChangeEventArgs change) => FilterAsync(_filter with { Text = change.Value as string ?? string.Empty });

    private Task ChooseOperation(ChangeEventArgs change) => FilterAsync(_filter with { Operation = ReadOperation(change.Value as string) });

    private Task Clear() => FilterAsync(EntryFilter.All);

    private Task LookFurther()
    {
        _look *= 4;
        return LookAgainAsync();
    }

    private Task FilterAsync(EntryFilter filter)
    {
        (_filter, _causesOf, _look) = (filter, null, LogSearch.FirstLook);
        return LookAgainAsync();
    }

    // "A#12", as the log writes it.
    private static OperationId? ReadOperation(string? text)
    {
        var mark = text?.LastIndexOf('#') ?? -1;
        return mark > 0 && NodeId.TryParse(text![..mark], out var entry)
            && long.TryParse(text[(mark + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new OperationId(entry, number)
                : null;
    }
}
