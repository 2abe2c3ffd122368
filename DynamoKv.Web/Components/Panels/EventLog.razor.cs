// The log up to the cursor, virtualised.
using DynamoKv.Engine.Protocol;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;

namespace DynamoKv.Web.Components.Panels;

/// <summary>The log up to the cursor, newest first. Only the rows in sight are read.</summary>
public sealed partial class EventLog
{
    private Virtualize<LogEntry>? _rows;
    private long _painted = -1;
    private IClusterSession? _paintedSession;
    private bool _isChanged = true;

    /// <summary>The run.</summary>
    [Parameter, EditorRequired]
    public IClusterSession Session { get; set; } = null!;

    /// <summary>The number of the newest entry to show.</summary>
    [Parameter]
    public long Cursor { get; set; }

    /// <summary>The address of the moment of an event.</summary>
    [Parameter]
    public Func<long, string> LinkTo { get; set; } = number => Words.Fill("?e={0}", number);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _isChanged = Cursor != _painted || Session != _paintedSession;
        _painted = Cursor;
        _paintedSession = Session;
        if (_isChanged && _rows is { } rows)
        {
            await rows.RefreshDataAsync();
        }
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => _isChanged;

    private ValueTask<ItemsProviderResult<LogEntry>> ProvideAsync(ItemsProviderRequest request)
    {
        var newest = Cursor - request.StartIndex;
        var oldest = Session.FirstEvent - 1;
        var count = (int)Math.Min(request.Count, Math.Max(0, newest - oldest));
        var entries = count == 0 ? [] : Session.ReadLog(newest - count + 1, count).Reverse().ToArray();
        return ValueTask.FromResult(new ItemsProviderResult<LogEntry>(entries, (int)Math.Max(0, Cursor - oldest)));
    }
}
