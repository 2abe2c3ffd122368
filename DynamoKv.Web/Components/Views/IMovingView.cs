// A view that moves by itself in the browser.
using DynamoKv.Web.Components.Viewing;

namespace DynamoKv.Web.Components.Views;

/// <summary>A view that moves by itself in the browser, and is told what is new at most ten times a second, apart from painting.</summary>
public interface IMovingView
{
    /// <summary>Hands on what the viewer went over. Returns when the browser has it: a slow browser gets fewer.</summary>
    ValueTask MoveAsync(RunViewer viewer);
}
