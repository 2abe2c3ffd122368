// Colours and type of the app.
using MudBlazor;

namespace DynamoKv.Web.Components.Layout;

/// <summary>One calm theme in two lights. The nodes' hues are in app.css: they are data, not decoration.</summary>
public static class Theme
{
    private static readonly string[] Fonts =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Noto Sans", "Arial", "sans-serif"];

    /// <summary>The theme.</summary>
    public static MudTheme Current { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0B5394",
            Secondary = "#5B4B8A",
            AppbarBackground = "#FFFFFF",
            AppbarText = "#1B2430",
            Background = "#F4F6F8",
            Surface = "#FFFFFF",
            TextPrimary = "#1B2430",
            TextSecondary = "#4A5664",
            Error = "#B3261E",
            LinesDefault = "#D5DBE1",
            LinesInputs = "#77838F",
            ActionDisabled = "#6B7682",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#7FBCF2",
            PrimaryContrastText = "#0E1621",
            Secondary = "#C3B5F0",
            AppbarBackground = "#161D26",
            AppbarText = "#E8EDF2",
            Background = "#0F151C",
            Surface = "#18212B",
            TextPrimary = "#E8EDF2",
            TextSecondary = "#AEBAC6",
            Error = "#FFB4AB",
            LinesDefault = "#2E3A47",
            LinesInputs = "#8592A0",
            ActionDisabled = "#8592A0",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", AppbarHeight = "52px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts },
            Button = new ButtonTypography { FontFamily = Fonts, TextTransform = "none", FontWeight = "600", LetterSpacing = "0" },
        },
    };
}
