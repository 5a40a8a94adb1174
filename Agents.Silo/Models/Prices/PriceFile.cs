using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agents.Silo.Models;

/// <summary>Prices by provider and model; <c>*</c> stands for every other model of a provider.</summary>
internal sealed record PriceFile(Dictionary<string, Dictionary<string, ModelPrice>> Prices)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Where the prices of a provider come from, for models that do not say it themselves.</summary>
    public Dictionary<string, string> Sources { get; init; } = [];

    /// <summary>The day of the prices that do not say it themselves.</summary>
    public string? AsOf { get; init; }

    /// <exception cref="InvalidDataException">The JSON is no list of prices; the message says where and why.</exception>
    public static PriceFile Read(Stream stream)
    {
        try
        {
            var file = JsonSerializer.Deserialize<PriceFile>(stream, Form);
            return file?.Prices is null ? throw new InvalidDataException("It has no object 'prices'.") : Checked(file);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"It is not a list of prices: {exception.Message}", exception);
        }
    }

    private static PriceFile Checked(PriceFile file)
    {
        foreach (var (provider, models) in file.Prices)
        {
            foreach (var (model, price) in models)
            {
                if (price?.Problem() is { } problem)
                {
                    throw new InvalidDataException($"The price of '{model}' of '{provider}' makes no sense: {problem}.");
                }
            }
        }

        return file;
    }
}
