// A view in the list of views.
namespace DynamoKv.Web.Components.Views;

/// <summary>A view in the list of views.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Icon">An icon of the component library.</param>
/// <param name="Component">A component with a parameter Context of type <see cref="ViewContext"/>.</param>
public sealed record ViewEntry(ViewKind Kind, string Title, string Icon, Type Component)
{
    /// <summary>The key that shows it.</summary>
    public int Number => (int)Kind;

    /// <summary>Its word in an address.</summary>
    public string Word => Kind.ToString().ToLowerInvariant();
}
