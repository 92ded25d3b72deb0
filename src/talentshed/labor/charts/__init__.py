"""How does a measure look? One function a picture: a table in, a drawing with its sentence out."""

from talentshed.labor.charts.bubble import sector_bubble_chart
from talentshed.labor.charts.county_map import county_map
from talentshed.labor.charts.flow_bars import commuting_bars
from talentshed.labor.charts.geojson import region_geojson
from talentshed.labor.charts.growth import jobs_over_time_chart
from talentshed.labor.charts.industries import region_mix_chart, robustness_chart
from talentshed.labor.charts.layoffs import layoffs_chart
from talentshed.labor.charts.maps import CountyPath, MapPaths, county_paths, map_paths
from talentshed.labor.charts.occupations import ladder_chart, openings_chart
from talentshed.labor.charts.picture import Picture, png, register_fonts, svg
from talentshed.labor.charts.probability_map import probability_map
from talentshed.labor.charts.rows import ChartError
from talentshed.labor.charts.shift_share import shift_share_chart
from talentshed.labor.charts.stand_alone import stand_alone_svg
from talentshed.labor.charts.standing import comparison_chart, pay_chart, quotient_chart
from talentshed.labor.charts.talent import commuting_chart, completers_chart, skills_chart, technologies_chart

__all__ = [
    "ChartError",
    "CountyPath",
    "MapPaths",
    "Picture",
    "commuting_bars",
    "commuting_chart",
    "comparison_chart",
    "completers_chart",
    "county_map",
    "county_paths",
    "jobs_over_time_chart",
    "ladder_chart",
    "layoffs_chart",
    "map_paths",
    "openings_chart",
    "pay_chart",
    "png",
    "probability_map",
    "quotient_chart",
    "region_geojson",
    "region_mix_chart",
    "register_fonts",
    "robustness_chart",
    "sector_bubble_chart",
    "shift_share_chart",
    "skills_chart",
    "stand_alone_svg",
    "svg",
    "technologies_chart",
]
