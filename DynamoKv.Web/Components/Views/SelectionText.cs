// A selection as a part of an address.
using System.Globalization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Components.Views;

/// <summary>Writes what is chosen, but for the key, as <c>node:A,op:A.12,msg:7,event:99</c>, and reads it again. What can't be read is left out.</summary>
public static class SelectionText
{
    private const string NodeWord = "node";
    private const string OperationWord = "op";
    private const string MessageWord = "msg";
    private const string EventWord = "event";

    /// <summary>The text; empty: nothing is chosen.</summary>
    public static string Write(Selection selection) => string.Join(',', Parts(selection));

    /// <summary>Reads the text of a selection and that of a key.</summary>
    /// <param name="text">The selection; null: nothing is chosen.</param>
    /// <param name="keyText">The key; null: none is chosen.</param>
    public static Selection Read(string? text, string? keyText)
    {
        var selection = keyText is not null && Key.TryCreate(keyText, out var key, out _) ? new Selection { Key = key } : Selection.None;
        foreach (var part in (text ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            selection = colon < 0 ? selection : With(selection, part[..colon], part[(colon + 1)..]);
        }

        return selection;
    }

    private static IEnumerable<string> Parts(Selection selection)
    {
        if (selection.Node is { } node)
        {
            yield return $"{NodeWord}:{node}";
        }

        if (selection.Operation is { } operation)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{OperationWord}:{operation.Entry}.{operation.Number}");
        }

        if (selection.Message is { } message)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{MessageWord}:{message}");
        }

        if (selection.Event is { } number)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{EventWord}:{number}");
        }
    }

    private static Selection With(Selection selection, string word, string value) => word switch
    {
        NodeWord when NodeId.TryParse(value, out var node) => selection with { Node = node },
        OperationWord when ReadOperation(value) is { } operation => selection with { Operation = operation },
        MessageWord when ReadNumber(value) is { } number => selection with { Message = number },
        EventWord when ReadNumber(value) is { } number => selection with { Event = number },
        _ => selection,
    };

    private static OperationId? ReadOperation(string text)
    {
        var dot = text.LastIndexOf('.');
        return dot > 0 && NodeId.TryParse(text[..dot], out var entry) && ReadNumber(text[(dot + 1)..]) is { } number
            ? new OperationId(entry, number)
            : null;
    }

    private static long? ReadNumber(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
