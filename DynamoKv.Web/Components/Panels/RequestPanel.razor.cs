// get, put and delete.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Components.Texts;
using DynamoKv.Web.Components.Viewing;
using DynamoKv.Web.Sessions;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Panels;

/// <summary>Sends a request at the viewer's place; null when it got no answer (the reason was shown).</summary>
public delegate Task<ClientResponse?> SubmitRequest(NodeId? via, Func<OperationId, ClientRequest> make);

/// <summary>get, put and delete, with the context of the last answer kept for each key as a client library would.</summary>
public sealed partial class RequestPanel
{
    /// <summary>The id of the key's field.</summary>
    public const string KeyFieldId = "request-key";

    /// <summary>The id of the value's field.</summary>
    public const string ValueFieldId = "request-value";

    private string _keyText = string.Empty;
    private string _valueText = string.Empty;
    private string _via = string.Empty;
    private int _read;
    private int _write;
    private Key _askedKey;
    private ClientResponse? _response;
    private string? _problem;
    private bool _isWaiting;
    private Key? _followed;

    /// <summary>The cluster at the cursor.</summary>
    [Parameter, EditorRequired]
    public ClusterSnapshot Snapshot { get; set; } = null!;

    /// <summary>The cluster's N, R and W.</summary>
    [Parameter, EditorRequired]
    public Quorum Quorum { get; set; } = null!;

    /// <summary>Whether others stand in for replicas that are away: then R + W &gt; N promises less.</summary>
    [Parameter]
    public bool IsSloppy { get; set; }

    private string OverlapLine => _read + _write <= Quorum.N ? RequestText.NoOverlap
        : IsSloppy ? RequestText.OverlapSloppy
        : RequestText.Overlap;

    /// <summary>The contexts known so far.</summary>
    [Parameter, EditorRequired]
    public ContextMemory Contexts { get; set; } = null!;

    /// <summary>The key chosen on the ring: the form follows it.</summary>
    [Parameter]
    public Key? SelectedKey { get; set; }

    /// <summary>Why nothing can be written from here; null: it can.</summary>
    [CascadingParameter(Name = nameof(WhyNot))]
    public string? WhyNot { get; set; }

    /// <summary>Sends a request.</summary>
    [Parameter, EditorRequired]
    public SubmitRequest Submit { get; set; } = null!;

    /// <summary>A request about a key was sent: the ring shows that key.</summary>
    [Parameter]
    public EventCallback<Key> KeyAsked { get; set; }

    private IEnumerable<Key> Keys => Snapshot.Nodes.Values.SelectMany(node => node.Rows.Keys).Distinct().Order().Take(50);

    private CausalContext? KnownContext => Key.TryCreate(_keyText, out var key, out _) ? Contexts.Of(key) : null;

    private string ContextLine => KnownContext is { } context
        ? Words.Fill(RequestText.Context, context.Clock)
        : RequestText.ContextNone;

    /// <summary>Reads a key for somebody else, as if it was typed here.</summary>
    public Task ReadAsync(Key key)
    {
        _keyText = key.Text;
        return GetAsync();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _read = _read == 0 ? Quorum.R : _read;
        _write = _write == 0 ? Quorum.W : _write;
        if (SelectedKey is { } key && key != _followed)
        {
            _followed = key;
            _keyText = key.Text;
        }
    }

    private Task GetAsync() => AskAsync(key => operation =>
        new ClientRequest.Get(operation, key, new RequestOptions(Read: _read)));

    private Task PutAsync() => WhyNot is null ? WriteAsync() : Task.CompletedTask;

    private Task WriteAsync() => AskAsync(key =>
    {
        var content = WriteContent.Text(_valueText);
        var context = Contexts.Of(key);
        return operation => new ClientRequest.Put(operation, key, new RequestOptions(Write: _write), content, context, false);
    });

    private Task DeleteAsync() => AskAsync(key =>
    {
        var context = Contexts.Of(key);
        return operation => new ClientRequest.Delete(operation, key, new RequestOptions(Read: _read, Write: _write), context);
    });

    private async Task AskAsync(Func<Key, Func<OperationId, ClientRequest>> prepare)
    {
        _response = null;
        if (!Key.TryCreate(_keyText, out var key, out _problem))
        {
            return;
        }

        _askedKey = key;
        _isWaiting = true;
        try
        {
            await KeyAsked.InvokeAsync(key);
            _response = await Submit(NodeId.TryParse(_via, out var via) ? via : null, prepare(key));
            _problem = _response is null ? RequestText.AnswerNobody : null;
        }
        catch (Exception refused) when (refused is InvalidOperationException or ArgumentException or TimeoutException
            or NodeDownException or NodeSilentException or RunPausedException or RunStoppedException or RunLimitException)
        {
            _problem = refused.Message;
        }
        finally
        {
            _isWaiting = false;
        }

        if (_response is not null)
        {
            Contexts.Learn(key, _response);
        }
    }

    private void Forget()
    {
        if (Key.TryCreate(_keyText, out var key, out _))
        {
            Contexts.Forget(key);
        }
    }
}
