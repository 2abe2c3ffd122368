// A text with numbered lines. The browser owns what is typed: nothing that the server draws may undo a key.
using DynamoKv.Engine.Scenarios.Shapes;
using DynamoKv.Web.Components.Interop;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace DynamoKv.Web.Components.Scenarios;

/// <summary>A text with numbered lines. The browser owns what is typed: nothing that the server draws may undo a key.</summary>
public sealed partial class TextEditor : IAsyncDisposable
{
    /// <summary>The id of the field.</summary>
    public const string FieldId = "scenario-text";

    private ElementReference _area;
    private ElementReference _gutter;
    private IJSObjectReference? _module;
    private IJSObjectReference? _editor;
    private DotNetObjectReference<TextEditor>? _self;
    private int _shown;
    private IReadOnlyList<int> _marked = [];

    /// <summary>The text.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = string.Empty;

    /// <summary>Another number: the text came from elsewhere, and is shown anew.</summary>
    [Parameter]
    public int Revision { get; set; }

    /// <summary>What is wrong with the text: those lines are marked.</summary>
    [Parameter]
    public IReadOnlyList<ScenarioProblem> Problems { get; set; } = [];

    /// <summary>The typing rests.</summary>
    [Parameter]
    public EventCallback<string> TextTyped { get; set; }

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    private IReadOnlyList<int> Lines => [.. Problems.Select(problem => problem.At.Line).Distinct()];

    /// <summary>What was typed.</summary>
    [JSInvokable]
    public Task OnTextAsync(string text) => TextTyped.InvokeAsync(text);

    /// <summary>Goes to a place of the text.</summary>
    public Task GoToAsync(int line, int column) => CallAsync("goTo", line, column);

    /// <summary>Gives the text to the person, as a file.</summary>
    public Task DownloadAsync(string name) => _module is { } module
        ? BrowserCalls.TryAsync(() => module.InvokeVoidAsync("save", name, Text)).AsTask()
        : Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CallAsync("stop");
        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await BrowserCalls.TryAsync(StartAsync);
        }
        else if (_shown != Revision)
        {
            _shown = Revision;
            await CallAsync("show", Text);
        }

        if (!_marked.SequenceEqual(Lines))
        {
            _marked = Lines;
            await CallAsync("mark", Lines);
        }
    }

    private async ValueTask StartAsync()
    {
        _module = await Browser.InvokeAsync<IJSObjectReference>("import", "./js/editor.js");
        _self = DotNetObjectReference.Create(this);
        _editor = await _module.InvokeAsync<IJSObjectReference>("start", _area, _gutter, _self);
        _shown = Revision;
        await CallAsync("show", Text);
    }

    private Task CallAsync(string name, params object?[] arguments) => _editor is { } editor
        ? BrowserCalls.TryAsync(() => editor.InvokeVoidAsync(name, arguments)).AsTask()
        : Task.CompletedTask;
}
