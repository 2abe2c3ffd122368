// Everything that a value holds, as text.
using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace DynamoKv.Tests.Networking;

/// <summary>Everything that a value holds, as text: two messages are equal when their texts are. Arrays count by what is in them.</summary>
internal static class DeepText
{
    private const int Deepest = 12;

    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, int depth)
    {
        Assert.True(depth < Deepest, "This value has no end.");
        switch (value)
        {
            case null: text.Append("null"); break;
            case string or Enum or DateTimeOffset or TimeSpan: text.Append('\'').Append(value).Append('\''); break;
            case IFormattable number when value.GetType().IsPrimitive: text.Append(number.ToString(null, CultureInfo.InvariantCulture)); break;
            case bool: text.Append(value); break;
            case ReadOnlyMemory<byte> bytes: text.Append(Convert.ToHexString(bytes.Span)); break;
            case IEnumerable items: WriteItems(text, items, depth); break;
            default: WriteProperties(text, value, depth); break;
        }
    }

    private static void WriteItems(StringBuilder text, IEnumerable items, int depth)
    {
        text.Append('[');
        foreach (var item in items)
        {
            Write(text, item, depth + 1);
            text.Append(", ");
        }

        text.Append(']');
    }

    private static void WriteProperties(StringBuilder text, object value, int depth)
    {
        text.Append(value.GetType().Name).Append(" {");
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length == 0)
            {
                text.Append(property.Name).Append(" = ");
                Write(text, property.GetValue(value), depth + 1);
                text.Append(", ");
            }
        }

        text.Append('}');
    }
}
