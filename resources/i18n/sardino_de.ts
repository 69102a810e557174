<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Sardino</name>
    <message>
        <source> (found: {others})</source>
        <translation> (gefunden: {others})</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>&amp;Before / after</source>
        <translation>&amp;Vorher / nachher</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>&amp;Check and use</source>
        <translation>&amp;Prüfen und verwenden</translation>
    </message>
    <message>
        <source>&amp;Classes</source>
        <translation>&amp;Klassen</translation>
    </message>
    <message>
        <source>&amp;Delete …</source>
        <translation>&amp;Löschen …</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>Ge&amp;rät</translation>
    </message>
    <message>
        <source>&amp;Download the packages</source>
        <translation>Pakete &amp;herunterladen</translation>
    </message>
    <message>
        <source>&amp;Draw</source>
        <translation>&amp;Zeichnen</translation>
    </message>
    <message>
        <source>&amp;Engine</source>
        <translation>&amp;Rechenwerk</translation>
    </message>
    <message>
        <source>&amp;Environment</source>
        <translation>&amp;Umgebung</translation>
    </message>
    <message>
        <source>&amp;Export …</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>&amp;Free the memory after</source>
        <translation>Speicher &amp;freigeben nach</translation>
    </message>
    <message>
        <source>&amp;Good enough</source>
        <translation>&amp;Gut genug</translation>
    </message>
    <message>
        <source>&amp;Import …</source>
        <translation>&amp;Importieren …</translation>
    </message>
    <message>
        <source>&amp;Interpreter</source>
        <translation>In&amp;terpreter</translation>
    </message>
    <message>
        <source>&amp;Keep the files</source>
        <translation>Dateien be&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Kept features</source>
        <translation>&amp;Behaltene Merkmale</translation>
    </message>
    <message>
        <source>&amp;Label layer</source>
        <translation>&amp;Label-Layer</translation>
    </message>
    <message>
        <source>&amp;Land cover</source>
        <translation>&amp;Landbedeckung</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>Erneut &amp;suchen</translation>
    </message>
    <message>
        <source>&amp;Made from</source>
        <translation>Erstellt &amp;mit</translation>
    </message>
    <message>
        <source>&amp;Memory limit</source>
        <translation>Speichergren&amp;ze</translation>
    </message>
    <message>
        <source>&amp;Mode</source>
        <translation>&amp;Modus</translation>
    </message>
    <message>
        <source>&amp;New label layer …</source>
        <translation>&amp;Neuer Layer …</translation>
    </message>
    <message>
        <source>&amp;Only the selected polygons ({count})</source>
        <translation>&amp;Nur die gewählten Polygone ({count})</translation>
    </message>
    <message>
        <source>&amp;Precision</source>
        <translation>&amp;Präzision</translation>
    </message>
    <message>
        <source>&amp;Recover the best model so far</source>
        <translation>Bestes Modell &amp;wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Rename …</source>
        <translation>&amp;Umbenennen …</translation>
    </message>
    <message>
        <source>&amp;Scores …</source>
        <translation>&amp;Bewertung …</translation>
    </message>
    <message>
        <source>&amp;Set as default</source>
        <translation>Als &amp;Standard festlegen</translation>
    </message>
    <message>
        <source>&amp;Set up</source>
        <translation>&amp;Einrichten</translation>
    </message>
    <message>
        <source>&amp;Set up model backend …</source>
        <translation>Modell-Backend &amp;einrichten …</translation>
    </message>
    <message>
        <source>'Good enough' can be pressed once there is a first model.</source>
        <translation>„Gut genug“ geht, sobald es ein erstes Modell gibt.</translation>
    </message>
    <message>
        <source>'fast' trains the head in seconds; 'full' the whole network, which pays with many labels.</source>
        <translation>„fast“ trainiert den Kopf in Sekunden; „full“ das ganze Netz, was sich bei vielen Labels lohnt.</translation>
    </message>
    <message>
        <source>'minimum' suits areas and accuracies of rare classes; 'proportional' the overall accuracy.</source>
        <translation>'minimum' eignet sich für Flächen und Genauigkeiten seltener Klassen, 'proportional' für die Gesamtgenauigkeit.</translation>
    </message>
    <message>
        <source>'tokens': one pixel per token of the network, 80 m with most models. This is all that the network knows, and QGIS draws it smoothly. 'full': the radar layer's own pixels, for stacks; the file is about sixty times as large.</source>
        <translation>„tokens“: ein Pixel je Token des Netzes, bei den meisten Modellen 80 m. Mehr weiß das Netz nicht, und QGIS zeichnet es weich. „full“: die Pixel des Radarlayers, für Stapel; die Datei ist etwa sechzigmal so groß.</translation>
    </message>
    <message>
        <source>'{layer}' has no field '{name}'; it has: {known}.</source>
        <translation>„{layer}“ hat kein Feld „{name}“; vorhanden sind: {known}.</translation>
    </message>
    <message>
        <source>'{layer}' is segmented, but the map is doubtful.</source>
        <translation>„{layer}“ ist segmentiert, aber die Karte ist zweifelhaft.</translation>
    </message>
    <message>
        <source>'{layer}' is segmented.</source>
        <translation>„{layer}“ ist segmentiert.</translation>
    </message>
    <message>
        <source>'{layer}' is segmented. Check the map before you use it.</source>
        <translation>„{layer}“ ist segmentiert. Prüfen Sie die Karte, bevor Sie sie verwenden.</translation>
    </message>
    <message>
        <source>'{layer}' is segmented. Its project was closed, so its layers were not added.</source>
        <translation>„{layer}“ ist segmentiert. Das Projekt wurde geschlossen, daher wurden die Layer nicht hinzugefügt.</translation>
    </message>
    <message>
        <source>'{layer}' was looked at with the model {model}; {size:.0f} MB are kept.</source>
        <translation>„{layer}“ wurde mit dem Modell {model} betrachtet; {size:.0f} MB sind behalten.</translation>
    </message>
    <message>
        <source>'{name}' and '{map}' do not overlap.</source>
        <translation>'{name}' und '{map}' überlappen sich nicht.</translation>
    </message>
    <message>
        <source>'{name}' cannot be brought onto the grid of the map.</source>
        <translation>'{name}' lässt sich nicht auf das Raster der Karte bringen.</translation>
    </message>
    <message>
        <source>'{name}' cannot be copied: {reason}</source>
        <translation>„{name}“ kann nicht kopiert werden: {reason}</translation>
    </message>
    <message>
        <source>'{name}' cannot be opened again.</source>
        <translation>„{name}“ kann nicht erneut geöffnet werden.</translation>
    </message>
    <message>
        <source>'{name}' cannot be read to its end.</source>
        <translation>'{name}' lässt sich nicht bis zum Ende lesen.</translation>
    </message>
    <message>
        <source>'{name}' comes from a map server without a pixel grid of its own.</source>
        <translation>„{name}“ kommt von einem Kartenserver ohne eigenes Pixelraster.</translation>
    </message>
    <message>
        <source>'{name}' has more than {count} values, and each would be a stratum.</source>
        <translation>'{name}' hat mehr als {count} Werte, und jeder wäre eine Schicht.</translation>
    </message>
    <message>
        <source>'{name}' has no field '{field}'.</source>
        <translation>„{name}“ hat kein Feld „{field}“.</translation>
    </message>
    <message>
        <source>'{name}' has no field with classes.</source>
        <translation>'{name}' hat kein Feld mit Klassen.</translation>
    </message>
    <message>
        <source>'{name}' has no pixels to copy.</source>
        <translation>„{name}“ hat keine Pixel zum Kopieren.</translation>
    </message>
    <message>
        <source>'{name}' has {count} different values in the field '{field}'.</source>
        <translation>„{name}“ hat {count} verschiedene Werte im Feld „{field}“.</translation>
    </message>
    <message>
        <source>'{name}' holds measurements, not classes.</source>
        <translation>'{name}' enthält Messwerte, keine Klassen.</translation>
    </message>
    <message>
        <source>'{name}' holds no pixel with a class.</source>
        <translation>'{name}' hat kein Pixel mit einer Klasse.</translation>
    </message>
    <message>
        <source>'{name}' is copied for the worker first.</source>
        <translation>„{name}“ wird zuerst für den Worker kopiert.</translation>
    </message>
    <message>
        <source>'{name}' is no raster file that GDAL reads.</source>
        <translation>'{name}' ist keine Rasterdatei, die GDAL liest.</translation>
    </message>
    <message>
        <source>'{name}' is not available.</source>
        <translation>„{name}“ ist nicht verfügbar.</translation>
    </message>
    <message>
        <source>'{name}' is recovered.</source>
        <translation>„{name}“ ist wiederhergestellt.</translation>
    </message>
    <message>
        <source>'{name}' is the base model or came with Sardino: it stays. Choose another name.</source>
        <translation>„{name}“ ist das Basismodell oder wurde mit Sardino geliefert und bleibt erhalten. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>'{name}' is trained by Fast fine-tuning.</source>
        <translation>„{name}“ ist durch Feinabstimmung im schnellen Modus trainiert.</translation>
    </message>
    <message>
        <source>'{name}' is trained.</source>
        <translation>„{name}“ ist trainiert.</translation>
    </message>
    <message>
        <source>'{name}' lies on another grid, and the map's grid is rotated.</source>
        <translation>'{name}' liegt auf einem anderen Raster, und das Raster der Karte ist gedreht.</translation>
    </message>
    <message>
        <source>'{name}' was trained in {seconds:.0f} s on {device}.</source>
        <translation>„{name}“ wurde in {seconds:.0f} s auf {device} trainiert.</translation>
    </message>
    <message>
        <source>'{text}' are no limits.</source>
        <translation>'{text}' sind keine Grenzen.</translation>
    </message>
    <message>
        <source>'{text}' is no list of classes.</source>
        <translation>„{text}“ ist keine Liste von Klassen.</translation>
    </message>
    <message>
        <source>'{text}' is no share of a class.</source>
        <translation>„{text}“ ist kein Anteil einer Klasse.</translation>
    </message>
    <message>
        <source>'{}' is deleted.</source>
        <translation>„{}“ ist gelöscht.</translation>
    </message>
    <message>
        <source>'{}' is imported.</source>
        <translation>„{}“ ist importiert.</translation>
    </message>
    <message>
        <source>'{}' is the default now.</source>
        <translation>„{}“ ist jetzt das Standardmodell.</translation>
    </message>
    <message>
        <source>0 to 100, one pixel per token of the network. Skip it to look at a sample only.</source>
        <translation>0 bis 100, ein Pixel je Token des Netzes. Lassen Sie es weg, um nur eine Stichprobe zu betrachten.</translation>
    </message>
    <message>
        <source>8-bit picture</source>
        <translation>8-Bit-Bild</translation>
    </message>
    <message>
        <source>&lt;p&gt;A model is good where the ground looks like its training data. This compares the network's embeddings of a layer with those of the training data.&lt;/p&gt;&lt;p&gt;The raster has one pixel per token of the network. Its value is the share of the training ground, in percent, that is at least as strange: below 5 the ground is stranger than all but 5 % of the training ground. Expect mistakes there: fine-tune, or explore.&lt;/p&gt;&lt;p&gt;Without a raster only a sample of the layer is looked at, which takes seconds.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Limits.&lt;/b&gt; Familiar ground can be mapped wrongly, too: familiarity is no accuracy.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Ein Modell ist dort gut, wo der Boden aussieht wie seine Trainingsdaten. Hier werden die Einbettungen des Netzes für einen Layer mit denen der Trainingsdaten verglichen.&lt;/p&gt;&lt;p&gt;Das Raster hat ein Pixel je Token des Netzes. Sein Wert ist der Anteil des Trainingsbodens, in Prozent, der mindestens so fremd ist: Unter 5 ist der Boden fremder als alles bis auf 5 % des Trainingsbodens. Rechnen Sie dort mit Fehlern: Stimmen Sie das Modell fein ab, oder erkunden Sie.&lt;/p&gt;&lt;p&gt;Ohne Raster wird nur eine Stichprobe des Layers betrachtet, was Sekunden dauert.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Grenzen.&lt;/b&gt; Auch vertrauter Boden kann falsch kartiert werden: Vertrautheit ist keine Genauigkeit.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Averages radar layers of one place in linear power: speckle differs from date to date, so the mean has less of it. Segment the result as any radar layer.&lt;/p&gt;&lt;p&gt;Bands: the mean of each polarisation, then the standard deviation over the dates of each polarisation in dB, then the number of dates.&lt;/p&gt;&lt;p&gt;What the ground did between the dates is averaged, too: take dates of one season.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Mittelt Radar-Layer eines Ortes in linearer Leistung: Der Speckle ist an jedem Datum ein anderer, daher hat das Mittel weniger davon. Segmentieren Sie das Ergebnis wie jeden Radar-Layer.&lt;/p&gt;&lt;p&gt;Kanäle: das Mittel jeder Polarisation, dann die Standardabweichung über die Daten für jede Polarisation in dB, dann die Anzahl der Daten.&lt;/p&gt;&lt;p&gt;Was der Boden zwischen den Daten tat, wird mit gemittelt: Nehmen Sie Daten einer Jahreszeit.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Compares a map with reference data and estimates overall, user's and producer's accuracy, and the area of each class, with 95 % intervals. Areas counted from pixels stand beside.&lt;/p&gt;&lt;p&gt;&lt;b&gt;A sample&lt;/b&gt; of &lt;i&gt;Draw a sample&lt;/i&gt; knows its strata: Stehman (2014), which is Olofsson et al. (2014) if the strata are the map's classes. The assessed map may be another one than the map of the strata. &lt;b&gt;Other points&lt;/b&gt; are taken for a random sample within each class of the map. &lt;b&gt;Polygons&lt;/b&gt; are clusters: each is one unit, not as many as its pixels.&lt;/p&gt;&lt;p&gt;Left out and counted: points without a class (empty, 0, 'unclassified'), and points where the map has none. A class that the map does not know counts as wrong everywhere.&lt;/p&gt;&lt;p&gt;The figures hold for the whole map only if the places were chosen at random.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Vergleicht eine Karte mit Referenzdaten und schätzt Gesamt-, Nutzer- und Produzentengenauigkeit und die Fläche jeder Klasse, mit 95-%-Intervallen. Aus Pixeln gezählte Flächen stehen daneben.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Eine Stichprobe&lt;/b&gt; aus &lt;i&gt;Stichprobe ziehen&lt;/i&gt; kennt ihre Schichten: Stehman (2014); sind die Schichten die Klassen der Karte, ist das Olofsson et al. (2014). Die bewertete Karte darf eine andere sein als die der Schichten. &lt;b&gt;Andere Punkte&lt;/b&gt; gelten als Zufallsstichprobe in jeder Klasse der Karte. &lt;b&gt;Polygone&lt;/b&gt; sind Klumpen: Jedes ist eine Einheit, nicht so viele, wie es Pixel hat.&lt;/p&gt;&lt;p&gt;Ausgelassen und gezählt werden Punkte ohne Klasse (leer, 0, 'unclassified') und Punkte, an denen die Karte keine hat. Eine Klasse, die die Karte nicht kennt, zählt überall als falsch.&lt;/p&gt;&lt;p&gt;Die Zahlen gelten nur dann für die ganze Karte, wenn die Orte zufällig gewählt wurden.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Compares two radar layers of one place: from which class to which, how likely a change is, how far the network's embeddings moved, and the difference in dB as a control.&lt;/p&gt;&lt;p&gt;The later layer is brought onto the grid of the earlier one. Layers of other places, or without a common polarisation, are refused.&lt;/p&gt;&lt;p&gt;Use layers of the same track and processing: another look direction changes the image without any change of the ground.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Vergleicht zwei Radar-Layer eines Ortes: von welcher Klasse zu welcher, wie wahrscheinlich eine Änderung ist, wie weit sich die Einbettungen des Netzes bewegten, und zur Kontrolle der Unterschied in dB.&lt;/p&gt;&lt;p&gt;Der spätere Layer wird auf das Raster des früheren gebracht. Layer anderer Orte oder ohne gemeinsame Polarisation werden abgelehnt.&lt;/p&gt;&lt;p&gt;Nehmen Sie Layer derselben Bahn und Verarbeitung: Eine andere Blickrichtung ändert das Bild, ohne dass sich der Boden ändert.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Counts a map inside each polygon of a layer: a row per zone and class, with pixels, hectares on the ellipsoid, the share of the zone's classified area in percent, and the mean confidence.&lt;/p&gt;&lt;p&gt;A pixel counts for a zone if its centre lies inside. Zones may overlap. Counted areas carry the map's errors; the accuracy assessment estimates areas without that bias.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Zählt eine Karte in jedem Polygon eines Layers: eine Zeile je Zone und Klasse, mit Pixeln, Hektar auf dem Ellipsoid, dem Anteil an der klassifizierten Fläche der Zone in Prozent und der mittleren Konfidenz.&lt;/p&gt;&lt;p&gt;Ein Pixel zählt zu einer Zone, wenn seine Mitte darin liegt. Zonen dürfen sich überlappen. Gezählte Flächen tragen die Fehler der Karte; die Bewertung der Genauigkeit schätzt Flächen ohne diese Verzerrung.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Counts, pixel by pixel, what there is to learn from: polygons and pixels per class, polygons outside the scene or on nodata, outlines that cross themselves, and pixels that two classes claim. Nothing is trained or changed.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Zählt Pixel für Pixel, was es zu lernen gibt: Polygone und Pixel je Klasse, Polygone außerhalb der Szene oder auf Nodata, Umrisse, die sich selbst kreuzen, und Pixel, die zwei Klassen beanspruchen. Nichts wird trainiert oder geändert.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Draws pixels at random in each class of a map (a stratum). You then say what is there, from imagery or in the field, and &lt;i&gt;Assess a map&lt;/i&gt; estimates accuracy and areas.&lt;/p&gt;&lt;p&gt;&lt;b&gt;How many.&lt;/b&gt; For the standard error of the overall accuracy that you want (Cochran 1977, equation 5.25), with the accuracy that you expect; or a number. &lt;b&gt;Where.&lt;/b&gt; 'minimum': so many per class, the rest by area (Olofsson et al. 2014); 'proportional': by area; 'equal'; 'optimal': by area and expected spread, best for the overall accuracy alone.&lt;/p&gt;&lt;p&gt;The points have a drop-down of classes. They do not show the map's class, so that it does not lead the interpreter. The same seed gives the same points.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Zieht zufällige Pixel in jeder Klasse einer Karte (einer Schicht). Sie sagen dann, was dort ist, anhand von Bildern oder im Gelände, und &lt;i&gt;Karte bewerten&lt;/i&gt; schätzt Genauigkeit und Flächen.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Wie viele.&lt;/b&gt; Für den gewünschten Standardfehler der Gesamtgenauigkeit (Cochran 1977, Gleichung 5.25) bei der erwarteten Genauigkeit; oder eine Anzahl. &lt;b&gt;Wo.&lt;/b&gt; 'minimum': so viele je Klasse, der Rest nach Fläche (Olofsson et al. 2014); 'proportional': nach Fläche; 'equal': gleich viele; 'optimal': nach Fläche und erwarteter Streuung, am besten für die Gesamtgenauigkeit allein.&lt;/p&gt;&lt;p&gt;Die Punkte haben eine Auswahlliste der Klassen. Sie zeigen die Klasse der Karte nicht, damit diese nicht beeinflusst. Derselbe Startwert gibt dieselben Punkte.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Finds the places whose labels would help a model most: where it is unsure, and unlike each other. Draw a polygon at each, of whatever is there, and fine-tune again.&lt;/p&gt;&lt;p&gt;The result is a point layer with rank, reason, the class that the model guesses, and how sure it is.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Findet die Stellen, an denen Labels einem Modell am meisten helfen würden: solche, an denen es unsicher ist und die einander wenig ähneln. Zeichnen Sie an jeder ein Polygon um das, was dort ist, und wiederholen Sie die Feinabstimmung.&lt;/p&gt;&lt;p&gt;Das Ergebnis ist ein Punktlayer mit Rang, Grund, der vom Modell vermuteten Klasse und deren Konfidenz.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Give one or more places of what you look for, as points, lines or polygons. The result says how much each place of the radar layer looks like them to the network, from 0 to 100. Places that are &lt;i&gt;not&lt;/i&gt; meant make the result sharper: give some where it was wrong.&lt;/p&gt;&lt;p&gt;No model of land cover is needed, so this works for anything that the network can tell apart, also outside the model's classes.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Limits.&lt;/b&gt; The number is a similarity, not a probability. Small things disappear: the network sees about 80 m at a time. Look at the result before you choose a threshold.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Geben Sie eine oder mehrere Stellen dessen an, was Sie suchen, als Punkte, Linien oder Polygone. Das Ergebnis sagt, wie sehr jede Stelle des Radarlayers ihnen für das Netz ähnelt, von 0 bis 100. Stellen, die &lt;i&gt;nicht&lt;/i&gt; gemeint sind, machen das Ergebnis schärfer: Geben Sie einige an, wo es falsch war.&lt;/p&gt;&lt;p&gt;Ein Modell der Landbedeckung ist nicht nötig; daher geht das mit allem, was das Netz unterscheiden kann, auch außerhalb der Klassen des Modells.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Grenzen.&lt;/b&gt; Die Zahl ist eine Ähnlichkeit, keine Wahrscheinlichkeit. Kleines verschwindet: Das Netz sieht etwa 80 m auf einmal. Sehen Sie sich das Ergebnis an, bevor Sie eine Schwelle wählen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Gives patches below the minimum mapping unit to the neighbour that is most probable there. The result is a new layer; the map itself stays.&lt;/p&gt;&lt;p&gt;With a layer of probabilities the neighbour with the highest sum over the patch wins. With a confidence layer the neighbours along the border vote with their confidence; with neither, each has one vote. Patches of the minimum size lose no pixel. A patch is what hangs together by the sides of its pixels.&lt;/p&gt;&lt;p&gt;Pixels without a class and protected classes neither change nor grow. A small patch that touches nothing else stays.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Gibt Flecken unter der kleinsten Kartiereinheit dem Nachbarn, der dort am wahrscheinlichsten ist. Das Ergebnis ist ein neuer Layer; die Karte selbst bleibt.&lt;/p&gt;&lt;p&gt;Mit einem Layer der Wahrscheinlichkeiten gewinnt der Nachbar mit der höchsten Summe über den Flecken. Mit einem Konfidenz-Layer stimmen die Nachbarn am Rand mit ihrer Konfidenz ab; ohne beides hat jeder eine Stimme. Flecken der kleinsten Größe verlieren kein Pixel. Ein Flecken ist, was über die Seiten der Pixel zusammenhängt.&lt;/p&gt;&lt;p&gt;Pixel ohne Klasse und geschützte Klassen ändern sich nicht und wachsen nicht. Ein kleiner Flecken, der nichts anderes berührt, bleibt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Groups the ground of a radar layer by how it looks to the network (k-means of its features). No labels and no classes are needed. The borders follow the image.&lt;/p&gt;&lt;p&gt;What a segment is, only you can say: name the segments on the page &lt;i&gt;Explore&lt;/i&gt; of Sardino's panel, and merge those that are the same for you.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Limits.&lt;/b&gt; Segments differ as the network sees it. This need not be a difference in land cover: wind on water, soil moisture and the side of a slope make segments, too.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Gruppiert den Boden eines Radarlayers danach, wie er für das Netz aussieht (k-Means seiner Merkmale). Labels und Klassen sind nicht nötig. Die Grenzen folgen dem Bild.&lt;/p&gt;&lt;p&gt;Was ein Segment ist, können nur Sie sagen: Benennen Sie die Segmente auf der Seite &lt;i&gt;Erkunden&lt;/i&gt; des Sardino-Bedienfelds, und führen Sie jene zusammen, die für Sie dasselbe sind.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Grenzen.&lt;/b&gt; Segmente unterscheiden sich so, wie das Netz es sieht. Das muss kein Unterschied in der Landbedeckung sein: Auch Wind auf Wasser, Bodenfeuchte und die Seite eines Hangs ergeben Segmente.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Makes a polygon of each connected area of a class. Neighbours share their borders: there are no gaps and no overlaps. Clean up the map first, or there is a polygon for every speck.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Attributes.&lt;/b&gt; code and name of the class; area_ha on the ellipsoid; conf_mean and conf_min in percent; second, second_share: the most frequent other class in the polygon before the clean-up and its share in percent; model and scene.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Simplification&lt;/b&gt; keeps shared borders: each border is simplified once, for both sides. Large maps are worked on in strips; where a border crosses from strip to strip, it keeps a point.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Macht aus jeder zusammenhängenden Fläche einer Klasse ein Polygon. Nachbarn teilen ihre Grenzen: Es gibt keine Lücken und keine Überlappungen. Bereinigen Sie die Karte zuerst, sonst entsteht für jeden Fleck ein Polygon.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Attribute.&lt;/b&gt; code und name der Klasse; area_ha auf dem Ellipsoid; conf_mean und conf_min in Prozent; second, second_share: die häufigste andere Klasse im Polygon vor dem Bereinigen und ihr Anteil in Prozent; model und scene.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Vereinfachen&lt;/b&gt; erhält gemeinsame Grenzen: Jede Grenze wird einmal für beide Seiten vereinfacht. Große Karten werden in Streifen bearbeitet; wo eine Grenze von Streifen zu Streifen läuft, behält sie einen Punkt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Makes one raster on the radar layer's grid, with a name for each band, for the classifiers of other programs: dzetsaka, the Semi-Automatic Classification Plugin, the EnMAP-Box, the Orfeo ToolBox.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;b&gt;backscatter&lt;/b&gt;: the polarisations in dB;&lt;/li&gt;&lt;li&gt;&lt;b&gt;texture&lt;/b&gt;: how the backscatter varies around each pixel;&lt;/li&gt;&lt;li&gt;&lt;b&gt;attention&lt;/b&gt;: where each head of the network looks;&lt;/li&gt;&lt;li&gt;&lt;b&gt;components&lt;/b&gt;: the first principal components of the network's tokens.&lt;/li&gt;&lt;/ul&gt;&lt;p&gt;Principal components are those of this layer: a classifier trained on the stack of one layer does not fit the stack of another one.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Macht ein Raster auf dem Pixelraster des Radarlayers, mit einem Namen für jeden Kanal, für die Klassifikatoren anderer Programme: dzetsaka, das Semi-Automatic Classification Plugin, die EnMAP-Box, die Orfeo ToolBox.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;b&gt;Rückstreuung&lt;/b&gt;: die Polarisationen in dB;&lt;/li&gt;&lt;li&gt;&lt;b&gt;Textur&lt;/b&gt;: wie die Rückstreuung um jedes Pixel herum variiert;&lt;/li&gt;&lt;li&gt;&lt;b&gt;Aufmerksamkeit&lt;/b&gt;: wohin jeder Kopf des Netzes schaut;&lt;/li&gt;&lt;li&gt;&lt;b&gt;Komponenten&lt;/b&gt;: die ersten Hauptkomponenten der Tokens des Netzes.&lt;/li&gt;&lt;/ul&gt;&lt;p&gt;Die Hauptkomponenten sind die dieses Layers: Ein Klassifikator, der mit dem Stapel eines Layers trainiert wurde, passt nicht zum Stapel eines anderen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Makes the land cover, confidence and attention of many scenes: all radar images of a folder, of a list, or several layers. Several processes of this computer work at the same time.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Cancel and resume.&lt;/b&gt; Finished scenes are kept. Run the algorithm again with the same output folder: scenes that are finished with the same model and parameters are skipped. A scene that fails does not stop the others; the table failures.csv says why it failed.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Input.&lt;/b&gt; A folder is searched with all its folders. Files such as x_VV.tif and x_VH.tif side by side are one scene. A list is a text file with a path per line, or a CSV file with a column 'path'.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Output.&lt;/b&gt; A folder per scene with its maps, and a STAC catalogue of all (collection.json).&lt;/p&gt;&lt;p&gt;For clusters and for scenes on servers use the command line: python -m model archive.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Erstellt Landbedeckung, Konfidenz und Attention vieler Szenen: aller Radarbilder eines Ordners, einer Liste, oder mehrerer Layer. Mehrere Prozesse dieses Rechners arbeiten gleichzeitig.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Abbrechen und fortsetzen.&lt;/b&gt; Fertige Szenen bleiben. Starten Sie den Algorithmus mit demselben Ausgabeordner noch einmal: Szenen, die mit demselben Modell und denselben Parametern fertig sind, werden übersprungen. Eine Szene, die scheitert, hält die anderen nicht auf; die Tabelle failures.csv nennt den Grund.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Eingabe.&lt;/b&gt; Ein Ordner wird mit allen seinen Ordnern durchsucht. Dateien wie x_VV.tif und x_VH.tif nebeneinander sind eine Szene. Eine Liste ist eine Textdatei mit einem Pfad je Zeile oder eine CSV-Datei mit einer Spalte 'path'.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Ausgabe.&lt;/b&gt; Ein Ordner je Szene mit ihren Karten und ein STAC-Katalog von allen (collection.json).&lt;/p&gt;&lt;p&gt;Für Cluster und für Szenen auf Servern nehmen Sie die Befehlszeile: python -m model archive.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Runs the network over a radar layer once, and keeps what it sees: the tokens (reduced to their principal components), the attention of every head, and the finer features of the pixels. All other algorithms of this group read this file, so they do not run the network again.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Where.&lt;/b&gt; Without a file the features go into Sardino's cache, whose size you can limit in the options. Segmenting a layer fills the cache too. Give a file to keep features for good.&lt;/p&gt;&lt;p&gt;The layer itself is not in the file. If the layer or the model changes, the features are made again.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Lässt das Netz einmal über einen Radarlayer laufen und behält, was es sieht: die Tokens (auf ihre Hauptkomponenten reduziert), die Aufmerksamkeit jedes Kopfes und die feineren Merkmale der Pixel. Alle anderen Algorithmen dieser Gruppe lesen diese Datei und müssen das Netz nicht noch einmal laufen lassen.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Wo.&lt;/b&gt; Ohne Datei kommen die Merkmale in Sardinos Zwischenspeicher, dessen Größe Sie in den Optionen begrenzen können. Auch das Segmentieren eines Layers füllt ihn. Geben Sie eine Datei an, um die Merkmale dauerhaft zu behalten.&lt;/p&gt;&lt;p&gt;Der Layer selbst ist nicht in der Datei. Ändert sich der Layer oder das Modell, werden die Merkmale neu gemacht.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Scores a model on labelled polygons: F1 and IoU per class, confusion matrix, accuracy and kappa.&lt;/p&gt;&lt;p&gt;Use polygons that the model was &lt;b&gt;not&lt;/b&gt; trained on; on its own training polygons any model looks better than it is.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Bewertet ein Modell anhand von Polygonen mit bekannter Klasse: F1 und IoU je Klasse, Konfusionsmatrix, Gesamtgenauigkeit und Kappa.&lt;/p&gt;&lt;p&gt;Verwenden Sie Polygone, mit denen das Modell &lt;b&gt;nicht&lt;/b&gt; trainiert wurde; auf den eigenen Trainingspolygonen wirkt jedes Modell besser, als es ist.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Shows the first three principal components of the network's tokens as red, green and blue. Places with the same colour look alike to the network; where the colours change, so does what the network sees.&lt;/p&gt;&lt;p&gt;The colours have no meaning of their own, and those of two layers cannot be compared.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Zeigt die ersten drei Hauptkomponenten der Tokens des Netzes als Rot, Grün und Blau. Stellen mit derselben Farbe sehen für das Netz gleich aus; wo sich die Farben ändern, ändert sich auch, was das Netz sieht.&lt;/p&gt;&lt;p&gt;Die Farben haben keine eigene Bedeutung, und die Farben zweier Layer lassen sich nicht vergleichen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Trains a model on polygons of your own, so that it maps your area and classes better. The base model is not changed; the new one is listed beside it, with its lineage.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Labels.&lt;/b&gt; Polygon layers in any coordinate system with a field for the class. Five or more polygons per class, spread over the scene, each of one class throughout. They are copied, with unsaved edits, joins, virtual fields and the layer's filter, and never changed. An outline that crosses itself counts as one polygon, as the map shows it.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Scores.&lt;/b&gt; Whole polygons are held out of training to score it, so the numbers say how well the model does where it was not taught. With few polygons they are an estimate.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Cancel&lt;/b&gt; throws the new model away.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Trainiert ein Modell mit eigenen Polygonen, sodass es Ihr Gebiet und Ihre Klassen besser kartiert. Das Basismodell bleibt unverändert; das neue steht daneben in der Liste, mit seiner Herkunft.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Labels.&lt;/b&gt; Polygonlayer in beliebigem Koordinatensystem mit einem Feld für die Klasse. Fünf oder mehr Polygone je Klasse, über die Szene verteilt, jedes durchgehend von einer Klasse. Sie werden kopiert, mit ungespeicherten Änderungen, Verknüpfungen, virtuellen Feldern und dem Filter des Layers, und nie verändert. Ein Umriss, der sich selbst kreuzt, zählt als ein Polygon, so wie die Karte ihn zeigt.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Güte.&lt;/b&gt; Ganze Polygone werden vom Training ausgenommen, um es zu bewerten; die Zahlen sagen also, wie gut das Modell dort ist, wo es nichts gelernt hat. Bei wenigen Polygonen sind sie eine Schätzung.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Abbrechen&lt;/b&gt; verwirft das neue Modell.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Turns a SAR (radar) layer into a land cover map, with the model's confidence and the attention maps of its vision transformer. Everything runs on this computer, in a process of its own.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Input.&lt;/b&gt; One raster with VV or HH and/or VH or HV, or two rasters on the same grid. Sentinel-1 GRD or RTC, as sigma0 or gamma0 in dB or linear power, amplitude, raw digital numbers or 8-bit pictures. Bands, units and nodata are recognised; each can be set by hand.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Products&lt;/b&gt;, on exactly the grid of the input:&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;b&gt;Land cover&lt;/b&gt;: ESA WorldCover codes (10 tree cover, 30 grassland, 40 cropland, 50 built-up, 80 water ...); 0 where the input is invalid.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Confidence&lt;/b&gt;: the probability of the class chosen, 0 to 100. Low values mark what to check first. It is the model's own opinion, not an accuracy.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Attention&lt;/b&gt;: where the network looks, one band per head and their mean last.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Familiarity&lt;/b&gt;: how much the ground is like what the model was trained on, 0 to 100; below 5 it is stranger than all but 5 % of the training ground.&lt;/li&gt;&lt;/ul&gt;&lt;p&gt;&lt;b&gt;Limits.&lt;/b&gt; The model knows Sentinel-1 at about 10 m. Other sensors, wavelengths and steep mountains (layover, shadow) give less reliable maps. Classes that look alike to radar, such as dry grass and fallow fields, are confused; check against optical images before you rely on areas.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Macht aus einem SAR-Layer (Radar) eine Karte der Landbedeckung, dazu die Konfidenz des Modells und die Aufmerksamkeitskarten seines Vision-Transformers. Alles läuft auf diesem Computer, in einem eigenen Prozess.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Eingabe.&lt;/b&gt; Ein Raster mit VV oder HH und/oder VH oder HV, oder zwei Raster auf demselben Pixelraster. Sentinel-1 GRD oder RTC, als sigma0 oder gamma0 in dB oder linearer Leistung, als Amplitude, rohe Digitalwerte oder 8-Bit-Bilder. Kanäle, Einheiten und Leerwert werden erkannt; alles lässt sich von Hand festlegen.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Produkte&lt;/b&gt;, genau auf dem Pixelraster der Eingabe:&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;b&gt;Landbedeckung&lt;/b&gt;: Codes der ESA WorldCover (10 Baumbestand, 30 Grasland, 40 Ackerland, 50 Bebaute Fläche, 80 Gewässer ...); 0, wo die Eingabe ungültig ist.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Konfidenz&lt;/b&gt;: die Wahrscheinlichkeit der gewählten Klasse, 0 bis 100. Niedrige Werte zeigen, was Sie zuerst prüfen sollten. Sie ist die Selbsteinschätzung des Modells, keine Genauigkeit.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Aufmerksamkeit&lt;/b&gt;: wohin das Netz schaut, ein Kanal je Kopf und zuletzt deren Mittel.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Vertrautheit&lt;/b&gt;: wie sehr der Boden dem ähnelt, womit das Modell trainiert wurde, 0 bis 100; unter 5 ist er fremder als alles bis auf 5 % des Trainingsbodens.&lt;/li&gt;&lt;/ul&gt;&lt;p&gt;&lt;b&gt;Grenzen.&lt;/b&gt; Das Modell kennt Sentinel-1 mit etwa 10 m Auflösung. Andere Sensoren, andere Wellenlängen und steile Gebirge (Layover, Schatten) ergeben weniger verlässliche Karten. Klassen, die sich im Radar ähneln, etwa trockenes Gras und Brache, werden verwechselt; vergleichen Sie mit optischen Bildern, bevor Sie sich auf Flächenangaben verlassen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Writes what is known of a land-cover layer: the map with legend and scale bar, confidence, areas, accuracy, changes, the model's card, parameters, origin, and warnings.&lt;/p&gt;&lt;p&gt;The HTML file holds its pictures and can be sent as it is. Only the land cover is needed; what else you give adds its part.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Schreibt auf, was über einen Landbedeckungs-Layer bekannt ist: die Karte mit Legende und Maßstab, Konfidenz, Flächen, Genauigkeit, Änderungen, den Steckbrief des Modells, Parameter, Herkunft und Warnungen.&lt;/p&gt;&lt;p&gt;Die HTML-Datei enthält ihre Bilder und kann so verschickt werden. Nur die Landbedeckung ist nötig; was Sie sonst angeben, fügt seinen Teil hinzu.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>A CPU does not compute in fp16.</source>
        <translation>Eine CPU rechnet nicht in fp16.</translation>
    </message>
    <message>
        <source>A Python that Sardino fetches</source>
        <translation>Ein Python, das Sardino herunterlädt</translation>
    </message>
    <message>
        <source>A band per class; its name begins with the class's code, or bands follow the map's legend.</source>
        <translation>Ein Band je Klasse; sein Name beginnt mit dem Code der Klasse, oder die Bänder folgen der Legende der Karte.</translation>
    </message>
    <message>
        <source>A better map of your own area, from polygons that you draw</source>
        <translation>Eine bessere Karte Ihres Gebiets, aus Polygonen, die Sie zeichnen</translation>
    </message>
    <message>
        <source>A class has no usable code, name or colour.</source>
        <translation>Eine Klasse hat keinen brauchbaren Code, Namen oder keine brauchbare Farbe.</translation>
    </message>
    <message>
        <source>A class has two prior shares.</source>
        <translation>Eine Klasse hat zwei erwartete Anteile.</translation>
    </message>
    <message>
        <source>A class needs a whole number as its code: {row}.</source>
        <translation>Eine Klasse braucht eine ganze Zahl als Code: {row}.</translation>
    </message>
    <message>
        <source>A click on a heading sorts. Ctrl+C copies the chosen rows, or all of them.</source>
        <translation>Ein Klick auf eine Überschrift sortiert. Strg+C kopiert die gewählten Zeilen oder alle.</translation>
    </message>
    <message>
        <source>A click on the map selects the row of the segment there; with Shift one more row. A double click lets you name it.</source>
        <translation>Ein Klick in die Karte wählt die Zeile des Segments dort; mit Umschalt eine weitere Zeile. Mit einem Doppelklick benennen Sie es.</translation>
    </message>
    <message>
        <source>A click, or Enter, gives the point this class and goes on.</source>
        <translation>Ein Klick oder die Eingabetaste gibt dem Punkt diese Klasse und geht weiter.</translation>
    </message>
    <message>
        <source>A date is given twice.</source>
        <translation>Ein Datum ist doppelt angegeben.</translation>
    </message>
    <message>
        <source>A file or folder cannot be used</source>
        <translation>Eine Datei oder ein Ordner lässt sich nicht verwenden</translation>
    </message>
    <message>
        <source>A file's name or path is too long.</source>
        <translation>Der Name oder Pfad einer Datei ist zu lang.</translation>
    </message>
    <message>
        <source>A folder with radar images; its folders are searched, too.</source>
        <translation>Ein Ordner mit Radarbildern; auch seine Ordner werden durchsucht.</translation>
    </message>
    <message>
        <source>A kept model is trained by Fast fine-tuning on your places, as on the page 'Fine-tune'. It is not the quick classifier of the view, so its map differs a little from the one you see.</source>
        <translation>Ein behaltenes Modell wird durch Feinabstimmung im schnellen Modus mit Ihren Stellen trainiert, wie auf der Seite „Feinabstimmung“. Es ist nicht der einfache Klassifikator des Ausschnitts; daher weicht seine Karte etwas von der ab, die Sie sehen.</translation>
    </message>
    <message>
        <source>A layer of 'Change between two dates': a picture, and the table from class to class.</source>
        <translation>Ein Layer von „Änderung zwischen zwei Daten“: ein Bild und die Tabelle von Klasse zu Klasse.</translation>
    </message>
    <message>
        <source>A map of classes: Sardino's or any other.</source>
        <translation>Eine Karte mit Klassen: eine von Sardino oder jede andere.</translation>
    </message>
    <message>
        <source>A marked place is neither a point, nor a line, nor a polygon.</source>
        <translation>Eine markierte Stelle ist weder Punkt noch Linie noch Polygon.</translation>
    </message>
    <message>
        <source>A model has {largest} classes at most. Name the field that holds the class.</source>
        <translation>Ein Modell hat höchstens {largest} Klassen. Nennen Sie das Feld mit der Klasse.</translation>
    </message>
    <message>
        <source>A model needs at least two classes to tell apart.</source>
        <translation>Ein Modell braucht mindestens zwei Klassen, die es unterscheiden soll.</translation>
    </message>
    <message>
        <source>A number of workers or retries is not negative.</source>
        <translation>Eine Anzahl von Prozessen oder Versuchen ist nicht negativ.</translation>
    </message>
    <message>
        <source>A package index instead of PyPI. The proxy is that of QGIS's network settings.</source>
        <translation>Ein Paketindex anstelle von PyPI. Als Proxy gilt der aus den Netzwerkeinstellungen von QGIS.</translation>
    </message>
    <message>
        <source>A package is missing</source>
        <translation>Ein Paket fehlt</translation>
    </message>
    <message>
        <source>A package is not what it should be</source>
        <translation>Ein Paket ist nicht das, was es sein soll</translation>
    </message>
    <message>
        <source>A page with all figures and both matrices.</source>
        <translation>Eine Seite mit allen Zahlen und beiden Matrizen.</translation>
    </message>
    <message>
        <source>A place lies where {crs} is not defined.</source>
        <translation>Eine Stelle liegt, wo {crs} nicht definiert ist.</translation>
    </message>
    <message>
        <source>A point has no stratum, or its stratum has no size.</source>
        <translation>Ein Punkt hat keine Schicht, oder seine Schicht hat keine Größe.</translation>
    </message>
    <message>
        <source>A polygon is drawn.</source>
        <translation>Ein Polygon ist gezeichnet.</translation>
    </message>
    <message>
        <source>A raster of class codes: a land cover of Sardino, or of any other program.</source>
        <translation>Ein Raster mit Klassencodes: eine Landbedeckung von Sardino oder einem anderen Programm.</translation>
    </message>
    <message>
        <source>A rectangle is drawn.</source>
        <translation>Ein Rechteck ist gezeichnet.</translation>
    </message>
    <message>
        <source>A report to copy: versions, devices, environment, last errors.</source>
        <translation>Ein Bericht zum Kopieren: Versionen, Geräte, Umgebung, letzte Fehler.</translation>
    </message>
    <message>
        <source>A row is what is really there, a column what the model says; numbers are % of the row.</source>
        <translation>Eine Zeile ist, was wirklich dort ist, eine Spalte, was das Modell sagt; die Zahlen sind Prozent der Zeile.</translation>
    </message>
    <message>
        <source>A sample whose points have a class, or other reference data.</source>
        <translation>Eine Stichprobe, deren Punkte eine Klasse haben, oder andere Referenzdaten.</translation>
    </message>
    <message>
        <source>A scene could not be fetched</source>
        <translation>Eine Szene konnte nicht geholt werden</translation>
    </message>
    <message>
        <source>A second raster with VH or HV, if it is not a band of the first. Same grid.</source>
        <translation>Ein zweites Raster mit VH oder HV, falls es kein Kanal des ersten ist. Gleiches Pixelraster.</translation>
    </message>
    <message>
        <source>A table with a row per class.</source>
        <translation>Eine Tabelle mit einer Zeile je Klasse.</translation>
    </message>
    <message>
        <source>A table with a row per zone and class.</source>
        <translation>Eine Tabelle mit einer Zeile je Zone und Klasse.</translation>
    </message>
    <message>
        <source>A table with the area and share of each class in each zone.</source>
        <translation>Eine Tabelle mit Fläche und Anteil jeder Klasse in jeder Zone.</translation>
    </message>
    <message>
        <source>A text file with a path per line, or a CSV file with a column 'path'.</source>
        <translation>Eine Textdatei mit einem Pfad je Zeile oder eine CSV-Datei mit einer Spalte 'path'.</translation>
    </message>
    <message>
        <source>A text of your own, shown after the title.</source>
        <translation>Ein eigener Text, der nach dem Titel steht.</translation>
    </message>
    <message>
        <source>A training that was cut short was found: going on from its best model</source>
        <translation>Ein abgebrochenes Training wurde gefunden: weiter mit seinem besten Modell</translation>
    </message>
    <message>
        <source>A training that was cut short was taken up again.</source>
        <translation>Ein abgebrochenes Training wurde wieder aufgenommen.</translation>
    </message>
    <message>
        <source>A value to treat as nodata, besides the layer's own.</source>
        <translation>Ein Wert, der zusätzlich zu dem des Layers als Leerwert gilt.</translation>
    </message>
    <message>
        <source>A&amp;ttention</source>
        <translation>Aufmer&amp;ksamkeit</translation>
    </message>
    <message>
        <source>Accuracies and areas with 95 % intervals, from a sample or other reference data.</source>
        <translation>Genauigkeiten und Flächen mit 95-%-Intervallen, aus einer Stichprobe oder anderen Referenzdaten.</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Accuracy (JSON)</source>
        <translation>Genauigkeit (JSON)</translation>
    </message>
    <message>
        <source>Accuracy and areas</source>
        <translation>Genauigkeit und Flächen</translation>
    </message>
    <message>
        <source>Accuracy of {map}</source>
        <translation>Genauigkeit von {map}</translation>
    </message>
    <message>
        <source>Acquired</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Add PyTorch …</source>
        <translation>PyTorch hinzufügen …</translation>
    </message>
    <message>
        <source>Add PyTorch: Raster &gt; Sardino &gt; Set up model backend, and choose Full. Or, in a terminal: python3 build.py setup --full</source>
        <translation>Fügen Sie PyTorch hinzu: Raster &gt; Sardino &gt; Modell-Backend einrichten, und wählen Sie Voll. Oder in einem Terminal: python3 build.py setup --full</translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation>Klasse hinzufügen</translation>
    </message>
    <message>
        <source>Add a class first.</source>
        <translation>Fügen Sie zuerst eine Klasse hinzu.</translation>
    </message>
    <message>
        <source>Add a layer of polygons first</source>
        <translation>Fügen Sie zuerst einen Polygonlayer hinzu</translation>
    </message>
    <message>
        <source>Add the maps to the project</source>
        <translation>Die Karten zum Projekt hinzufügen</translation>
    </message>
    <message>
        <source>Add them to the expected classes, or leave out their shares.</source>
        <translation>Nehmen Sie diese Klassen zu den erwarteten Klassen hinzu, oder lassen Sie ihre Anteile weg.</translation>
    </message>
    <message>
        <source>Additional nodata value</source>
        <translation>Zusätzlicher Leerwert</translation>
    </message>
    <message>
        <source>Adds a polygon layer of the project, with its class field.</source>
        <translation>Fügt einen Polygonlayer des Projekts mit seinem Klassenfeld hinzu.</translation>
    </message>
    <message>
        <source>Adds a print layout with map, legend and scale bar to the project, and opens it.</source>
        <translation>Fügt dem Projekt ein Drucklayout mit Karte, Legende und Maßstab hinzu und öffnet es.</translation>
    </message>
    <message>
        <source>Adds a radar layer of the project.</source>
        <translation>Fügt einen Radarlayer des Projekts hinzu.</translation>
    </message>
    <message>
        <source>Adds points where labels would help most: where the model is unsure, and unlike each other.</source>
        <translation>Fügt Punkte hinzu, wo Labels am meisten helfen würden: an Stellen, an denen das Modell unsicher ist und die einander wenig ähneln.</translation>
    </message>
    <message>
        <source>Adds the maps of the first 20 scenes to the project.</source>
        <translation>Fügt die Karten der ersten 20 Szenen zum Projekt hinzu.</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>After so long without a job the model's process ends; the next job starts it again.</source>
        <translation>Nach so langer Zeit ohne Auftrag endet der Prozess des Modells; der nächste Auftrag startet ihn wieder.</translation>
    </message>
    <message>
        <source>After the map</source>
        <translation>Nach der Karte</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All figures (ASSESSMENT) of 'Assess a map': a JSON file, or the text itself.</source>
        <translation>Alle Zahlen (ASSESSMENT) von „Karte bewerten“: eine JSON-Datei oder der Text selbst.</translation>
    </message>
    <message>
        <source>All figures (JSON)</source>
        <translation>Alle Zahlen (JSON)</translation>
    </message>
    <message>
        <source>All pixels of the scene are masked by its alpha band or mask, or are nodata.</source>
        <translation>Alle Pixel der Szene sind durch ihren Alphakanal oder ihre Maske ausgeblendet oder Leerwerte.</translation>
    </message>
    <message>
        <source>All pixels of the scene are nodata, or far below any backscatter.</source>
        <translation>Alle Pixel der Szene sind Leerwerte oder liegen weit unter jeder Rückstreuung.</translation>
    </message>
    <message>
        <source>All points have a class. Assess the map below.</source>
        <translation>Alle Punkte haben eine Klasse. Bewerten Sie die Karte weiter unten.</translation>
    </message>
    <message>
        <source>All polygons are of one class.</source>
        <translation>Alle Polygone gehören zu einer Klasse.</translation>
    </message>
    <message>
        <source>Also as PDF</source>
        <translation>Auch als PDF</translation>
    </message>
    <message>
        <source>Also changes how the model sees the image. Better with a GPU, and with 20 and more polygons per class.</source>
        <translation>Ändert auch, wie das Modell das Bild sieht. Besser mit GPU und mit 20 und mehr Polygonen je Klasse.</translation>
    </message>
    <message>
        <source>Also kappa</source>
        <translation>Auch Kappa</translation>
    </message>
    <message>
        <source>Also looks at mirror images of every tile: a little better, and four times as slow.</source>
        <translation>Betrachtet jede Kachel auch in Spiegelbildern: etwas besser und viermal so langsam.</translation>
    </message>
    <message>
        <source>Also segment what is not radar</source>
        <translation>Auch segmentieren, was kein Radar ist</translation>
    </message>
    <message>
        <source>Amplitude</source>
        <translation>Amplitude</translation>
    </message>
    <message>
        <source>An empty stack: choose at least one of its parts.</source>
        <translation>Ein leerer Stapel: Wählen Sie mindestens einen seiner Teile.</translation>
    </message>
    <message>
        <source>An estimate, since some classes have few polygons.</source>
        <translation>Eine Schätzung, da einige Klassen wenige Polygone haben.</translation>
    </message>
    <message>
        <source>An extent has four numbers: west, south, east, north.</source>
        <translation>Eine Ausdehnung hat vier Zahlen: West, Süd, Ost, Nord.</translation>
    </message>
    <message>
        <source>Another count or search is on.</source>
        <translation>Eine andere Zählung oder Suche läuft.</translation>
    </message>
    <message>
        <source>Another date of the same place.</source>
        <translation>Ein anderes Datum desselben Ortes.</translation>
    </message>
    <message>
        <source>Another run is on</source>
        <translation>Ein anderer Lauf ist im Gange</translation>
    </message>
    <message>
        <source>Another run writes into the folder</source>
        <translation>Ein anderer Lauf schreibt in den Ordner</translation>
    </message>
    <message>
        <source>Another value that means 'no data', besides the one that the file declares.</source>
        <translation>Ein weiterer Wert, der „keine Daten“ bedeutet, neben dem, den die Datei angibt.</translation>
    </message>
    <message>
        <source>Any class</source>
        <translation>Jede Klasse</translation>
    </message>
    <message>
        <source>Apple GPU, through MPS</source>
        <translation>Apple-GPU, über MPS</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>Area (ha)</source>
        <translation>Fläche (ha)</translation>
    </message>
    <message>
        <source>Area drawn on the map</source>
        <translation>Auf der Karte gezeichnetes Gebiet</translation>
    </message>
    <message>
        <source>Area of all polygons (ha)</source>
        <translation>Fläche aller Polygone (ha)</translation>
    </message>
    <message>
        <source>Area of each class</source>
        <translation>Fläche je Klasse</translation>
    </message>
    <message>
        <source>Area of each class (JSON)</source>
        <translation>Fläche je Klasse (JSON)</translation>
    </message>
    <message>
        <source>Area on the ground in hectares</source>
        <translation>Fläche am Boden in Hektar</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>Flächen</translation>
    </message>
    <message>
        <source>Areas by zones</source>
        <translation>Flächen nach Zonen</translation>
    </message>
    <message>
        <source>Areas counted from pixels carry the errors of the map: what is mapped too often is too large. Areas estimated from a sample of reference points do not, and have an interval.</source>
        <translation>Aus Pixeln gezählte Flächen tragen die Fehler der Karte: Was zu oft kartiert ist, ist zu groß. Flächen, die aus einer Stichprobe von Referenzpunkten geschätzt sind, tun das nicht und haben ein Intervall.</translation>
    </message>
    <message>
        <source>As in: 50, 80 for below 50, 50 to 80, and 80 and above. For layers that hold measurements.</source>
        <translation>Zum Beispiel 50, 80 für: unter 50, 50 bis 80, ab 80. Für Layer mit Messwerten.</translation>
    </message>
    <message>
        <source>Ask for fewer pixels.</source>
        <translation>Fordern Sie weniger Pixel an.</translation>
    </message>
    <message>
        <source>Asking the worker …</source>
        <translation>Worker wird gefragt …</translation>
    </message>
    <message>
        <source>Assess a map</source>
        <translation>Karte bewerten</translation>
    </message>
    <message>
        <source>Assess the map</source>
        <translation>Karte bewerten</translation>
    </message>
    <message>
        <source>Assess the whole sample as it was drawn, or remove the fields of the strata.</source>
        <translation>Bewerten Sie die ganze Stichprobe, wie sie gezogen wurde, oder entfernen Sie die Felder der Schichten.</translation>
    </message>
    <message>
        <source>At least in each class</source>
        <translation>Mindestens in jeder Klasse</translation>
    </message>
    <message>
        <source>At least one layer has to be made.</source>
        <translation>Mindestens ein Layer muss entstehen.</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Attention of</source>
        <translation>Aufmerksamkeit von</translation>
    </message>
    <message>
        <source>Attention of a place</source>
        <translation>Aufmerksamkeit einer Stelle</translation>
    </message>
    <message>
        <source>Attention with the radar layer's own pixels</source>
        <translation>Aufmerksamkeit mit den Pixeln des Radarlayers</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Automatic (asking …)</source>
        <translation>Automatisch (wird erfragt …)</translation>
    </message>
    <message>
        <source>Automatic (not known yet)</source>
        <translation>Automatisch (noch nicht bekannt)</translation>
    </message>
    <message>
        <source>Averaging takes two or more dates.</source>
        <translation>Zum Mitteln braucht es zwei oder mehr Daten.</translation>
    </message>
    <message>
        <source>Averaging takes two or more dates: choose two or more radar layers.</source>
        <translation>Zum Mitteln braucht es zwei oder mehr Daten: Wählen Sie zwei oder mehr Radar-Layer.</translation>
    </message>
    <message>
        <source>Averaging the dates</source>
        <translation>Daten werden gemittelt</translation>
    </message>
    <message>
        <source>Backscatter, texture, attention and embeddings as bands of one raster.</source>
        <translation>Rückstreuung, Textur, Aufmerksamkeit und Einbettungen als Kanäle eines Rasters.</translation>
    </message>
    <message>
        <source>Band number of VH or HV, in the second raster if there is one. Empty: recognise it. 0: there is none.</source>
        <translation>Kanalnummer von VH oder HV, im zweiten Raster, falls es eines gibt. Leer: erkennen. 0: nicht vorhanden.</translation>
    </message>
    <message>
        <source>Band number of VV or HH. Empty: recognise it. 0: there is none.</source>
        <translation>Kanalnummer von VV oder HH. Leer: erkennen. 0: nicht vorhanden.</translation>
    </message>
    <message>
        <source>Band of VH or HV</source>
        <translation>Kanal für VH oder HV</translation>
    </message>
    <message>
        <source>Band of VV or HH</source>
        <translation>Kanal für VV oder HH</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Bare / sparse vegetation</source>
        <translation>Kahl / spärliche Vegetation</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Basismodell</translation>
    </message>
    <message>
        <source>Before you use this map</source>
        <translation>Bevor Sie diese Karte verwenden</translation>
    </message>
    <message>
        <source>Belongs to the map. Chosen by itself for Sardino's maps.</source>
        <translation>Gehört zur Karte. Bei Karten von Sardino von selbst gewählt.</translation>
    </message>
    <message>
        <source>Beside the project instead: {folder}</source>
        <translation>Stattdessen neben dem Projekt: {folder}</translation>
    </message>
    <message>
        <source>Beside the radar layer</source>
        <translation>Neben dem Radarlayer</translation>
    </message>
    <message>
        <source>Both dates are the same file.</source>
        <translation>Beide Daten sind dieselbe Datei.</translation>
    </message>
    <message>
        <source>Both polarisations were switched off.</source>
        <translation>Beide Polarisationen wurden abgewählt.</translation>
    </message>
    <message>
        <source>Bring both layers onto one grid first (Raster &gt; Projections &gt; Warp).</source>
        <translation>Bringen Sie zuerst beide Layer auf ein Raster (Raster &gt; Projektionen &gt; Transformieren).</translation>
    </message>
    <message>
        <source>Built-up</source>
        <translation>Bebaute Fläche</translation>
    </message>
    <message>
        <source>Built-up elsewhere</source>
        <translation>Fälschlich bebaut</translation>
    </message>
    <message>
        <source>C&amp;ancel</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>K&amp;opieren</translation>
    </message>
    <message>
        <source>CSV (*.csv);;HTML (*.html)</source>
        <translation>CSV (*.csv);;HTML (*.html)</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>Kalibrier-Fehler</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Cancelled. Finished scenes are kept; run it again with the same folder to go on.</source>
        <translation>Abgebrochen. Fertige Szenen bleiben; zum Fortsetzen mit demselben Ordner noch einmal starten.</translation>
    </message>
    <message>
        <source>Cancelled. No model was kept.</source>
        <translation>Abgebrochen. Es wurde kein Modell behalten.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was written.</source>
        <translation>Abgebrochen. Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>Cancelled. What was downloaded is kept for the next try.</source>
        <translation>Abgebrochen. Was schon heruntergeladen ist, bleibt für den nächsten Versuch erhalten.</translation>
    </message>
    <message>
        <source>Cancelled: its project was closed. Nothing was written.</source>
        <translation>Abgebrochen: Das Projekt wurde geschlossen. Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>Abgebrochen; es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>Cancelling …</source>
        <translation>Wird abgebrochen …</translation>
    </message>
    <message>
        <source>Card of the model</source>
        <translation>Steckbrief des Modells</translation>
    </message>
    <message>
        <source>Careful: four looks at every tile</source>
        <translation>Sorgfältig: vier Blicke auf jede Kachel</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Change between two dates</source>
        <translation>Änderung zwischen zwei Daten</translation>
    </message>
    <message>
        <source>Change layer</source>
        <translation>Änderungs-Layer</translation>
    </message>
    <message>
        <source>Change of backscatter</source>
        <translation>Änderung der Rückstreuung</translation>
    </message>
    <message>
        <source>Change of class</source>
        <translation>Änderung der Klasse</translation>
    </message>
    <message>
        <source>Change of embeddings</source>
        <translation>Änderung der Einbettungen</translation>
    </message>
    <message>
        <source>Change to the class (code)</source>
        <translation>Änderung zur Klasse (Code)</translation>
    </message>
    <message>
        <source>Changes (JSON)</source>
        <translation>Änderungen (JSON)</translation>
    </message>
    <message>
        <source>Chec&amp;k labels</source>
        <translation>Labels &amp;prüfen</translation>
    </message>
    <message>
        <source>Check that the disk has room and that the folder may be written to.</source>
        <translation>Prüfen Sie, ob auf dem Datenträger Platz ist und ob in den Ordner geschrieben werden darf.</translation>
    </message>
    <message>
        <source>Check that the file opens in QGIS and is complete; download it again if it was cut short.</source>
        <translation>Prüfen Sie, ob sich die Datei in QGIS öffnen lässt und vollständig ist; laden Sie sie erneut herunter, falls sie abgeschnitten ist.</translation>
    </message>
    <message>
        <source>Check that the file or folder is there, that you may use it, and that its disk is connected.</source>
        <translation>Prüfen Sie, ob die Datei oder der Ordner da ist, ob Sie sie verwenden dürfen und ob der Datenträger verbunden ist.</translation>
    </message>
    <message>
        <source>Check that the layer opens in QGIS and that its edits are saved.</source>
        <translation>Prüfen Sie, ob sich der Layer in QGIS öffnen lässt und seine Änderungen gespeichert sind.</translation>
    </message>
    <message>
        <source>Check the address, the signer and the network. Then start again.</source>
        <translation>Prüfen Sie Adresse, Signierer und Netz. Dann starten Sie noch einmal.</translation>
    </message>
    <message>
        <source>Check the connection and the free space of the temporary folder, or use a smaller extent.</source>
        <translation>Prüfen Sie die Verbindung und den freien Platz im temporären Ordner, oder wählen Sie eine kleinere Ausdehnung.</translation>
    </message>
    <message>
        <source>Check the connection and the proxy (Settings &gt; Options &gt; Network), then try again. Without internet, use a folder of packages.</source>
        <translation>Prüfen Sie die Verbindung und den Proxy (Einstellungen &gt; Optionen &gt; Netzwerk) und versuchen Sie es erneut. Ohne Internet verwenden Sie einen Ordner mit Paketen.</translation>
    </message>
    <message>
        <source>Check the layer's nodata value, the bands and the extent: nothing valid is left to segment.</source>
        <translation>Prüfen Sie Leerwert, Kanäle und Ausdehnung des Layers: Es bleibt nichts Gültiges zu segmentieren.</translation>
    </message>
    <message>
        <source>Check the map before you use it.</source>
        <translation>Prüfen Sie die Karte, bevor Sie sie verwenden.</translation>
    </message>
    <message>
        <source>Check the numbers: the extent and the nodata value have to be finite.</source>
        <translation>Prüfen Sie die Zahlen: Ausdehnung und Nodata-Wert müssen endlich sein.</translation>
    </message>
    <message>
        <source>Check the package index, or fill the folder of packages anew, for this system and this Python version.</source>
        <translation>Prüfen Sie den Paketindex, oder füllen Sie den Paketordner neu, passend zu diesem System und dieser Python-Version.</translation>
    </message>
    <message>
        <source>Check the parameters.</source>
        <translation>Prüfen Sie die Parameter.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Prüfen Sie den Pfad.</translation>
    </message>
    <message>
        <source>Check whether the file has moved.</source>
        <translation>Prüfen Sie, ob die Datei verschoben wurde.</translation>
    </message>
    <message>
        <source>Checking the interpreter</source>
        <translation>Interpreter wird geprüft</translation>
    </message>
    <message>
        <source>Choose 'auto' or 'cpu', or install the backend for your GPU.</source>
        <translation>Wählen Sie „auto“ oder „cpu“, oder installieren Sie das Backend für Ihre GPU.</translation>
    </message>
    <message>
        <source>Choose 'auto' or 'fp32'.</source>
        <translation>Wählen Sie 'auto' oder 'fp32'.</translation>
    </message>
    <message>
        <source>Choose 'auto', 'fp32' or 'bf16'.</source>
        <translation>Wählen Sie „auto“, „fp32“ oder „bf16“.</translation>
    </message>
    <message>
        <source>Choose 2 or more segments</source>
        <translation>Wählen Sie 2 oder mehr Segmente</translation>
    </message>
    <message>
        <source>Choose a SAR layer, or tick 'Segment even if it does not look like radar' if you are sure.</source>
        <translation>Wählen Sie einen SAR-Layer, oder aktivieren Sie „Segmentieren, auch wenn es nicht nach Radar aussieht“, wenn Sie sicher sind.</translation>
    </message>
    <message>
        <source>Choose a class and click or brush where it is. The map of the view follows at once.</source>
        <translation>Wählen Sie eine Klasse, und klicken oder pinseln Sie dort, wo sie vorkommt. Die Karte des Ausschnitts folgt sofort.</translation>
    </message>
    <message>
        <source>Choose a class in the table to change it.</source>
        <translation>Wählen Sie in der Tabelle die Klasse, die Sie ändern möchten.</translation>
    </message>
    <message>
        <source>Choose a field of class codes, or say which code each value stands for.</source>
        <translation>Wählen Sie ein Feld mit Klassencodes, oder geben Sie an, für welchen Code jeder Wert steht.</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>Wählen Sie eine Datei.</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Choose a folder for the files first</source>
        <translation>Wählen Sie zuerst einen Ordner für die Dateien</translation>
    </message>
    <message>
        <source>Choose a folder that is not so deep.</source>
        <translation>Wählen Sie einen Ordner, der nicht so tief liegt.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to and where the files are not open elsewhere.</source>
        <translation>Wählen Sie einen Ordner, in den Sie schreiben dürfen und dessen Dateien nicht anderswo geöffnet sind.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, and a file that is not open elsewhere.</source>
        <translation>Wählen Sie einen Ordner, in den Sie schreiben dürfen, und eine Datei, die nicht anderswo geöffnet ist.</translation>
    </message>
    <message>
        <source>Choose a group of the Layers panel that holds the radar layers of all dates.</source>
        <translation>Wählen Sie eine Gruppe des Layer-Bedienfelds, die die Radarlayer aller Daten enthält.</translation>
    </message>
    <message>
        <source>Choose a label layer, or make a new one</source>
        <translation>Wählen Sie einen Label-Layer, oder legen Sie einen neuen an</translation>
    </message>
    <message>
        <source>Choose a land cover layer first</source>
        <translation>Wählen Sie zuerst einen Landbedeckungs-Layer</translation>
    </message>
    <message>
        <source>Choose a land cover layer: a raster of class codes.</source>
        <translation>Wählen Sie einen Landbedeckungs-Layer: ein Raster mit Klassencodes.</translation>
    </message>
    <message>
        <source>Choose a larger standard error or fewer strata.</source>
        <translation>Wählen Sie einen größeren Standardfehler oder weniger Schichten.</translation>
    </message>
    <message>
        <source>Choose a layer of polygons.</source>
        <translation>Wählen Sie einen Layer mit Polygonen.</translation>
    </message>
    <message>
        <source>Choose a layer.</source>
        <translation>Wählen Sie einen Layer.</translation>
    </message>
    <message>
        <source>Choose a lower threshold, or mark other places.</source>
        <translation>Wählen Sie eine niedrigere Schwelle, oder markieren Sie andere Stellen.</translation>
    </message>
    <message>
        <source>Choose a place inside the scene.</source>
        <translation>Wählen Sie eine Stelle innerhalb der Szene.</translation>
    </message>
    <message>
        <source>Choose a place with data.</source>
        <translation>Wählen Sie eine Stelle mit Daten.</translation>
    </message>
    <message>
        <source>Choose a polygon layer and the field that holds the class.</source>
        <translation>Wählen Sie einen Polygonlayer und das Feld, das die Klasse enthält.</translation>
    </message>
    <message>
        <source>Choose a polygon layer first</source>
        <translation>Wählen Sie zuerst einen Polygonlayer</translation>
    </message>
    <message>
        <source>Choose a radar layer first.</source>
        <translation>Wählen Sie zuerst einen Radarlayer.</translation>
    </message>
    <message>
        <source>Choose a raster layer first</source>
        <translation>Wählen Sie zuerst einen Rasterlayer</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation>Wählen Sie einen kürzeren Namen.</translation>
    </message>
    <message>
        <source>Choose a smaller extent, or download the data as a file.</source>
        <translation>Wählen Sie eine kleinere Ausdehnung, oder laden Sie die Daten als Datei herunter.</translation>
    </message>
    <message>
        <source>Choose a smaller unit, or bring the map to larger pixels first (Raster &gt; Projections &gt; Warp).</source>
        <translation>Wählen Sie eine kleinere Einheit, oder bringen Sie die Karte zuerst auf größere Pixel (Raster &gt; Projektionen &gt; Transformieren).</translation>
    </message>
    <message>
        <source>Choose an extent or a polygon, or cut the layer first (Raster &gt; Extraction &gt; Clip Raster by Extent).</source>
        <translation>Wählen Sie eine Ausdehnung oder ein Polygon, oder schneiden Sie den Layer zuerst zu (Raster &gt; Extraktion &gt; Raster auf Ausdehnung zuschneiden).</translation>
    </message>
    <message>
        <source>Choose an extent or polygons that overlap the layer, and check their coordinate system.</source>
        <translation>Wählen Sie eine Ausdehnung oder Polygone, die den Layer überlappen, und prüfen Sie deren Koordinatensystem.</translation>
    </message>
    <message>
        <source>Choose an extent or polygons that overlap the layer.</source>
        <translation>Wählen Sie eine Ausdehnung oder Polygone, die den Layer überlappen.</translation>
    </message>
    <message>
        <source>Choose an extent: the canvas, a rectangle or polygons.</source>
        <translation>Wählen Sie eine Ausdehnung: den Kartenausschnitt, ein Rechteck oder Polygone.</translation>
    </message>
    <message>
        <source>Choose another file, or remove the layer that has the file open. Nothing was changed.</source>
        <translation>Wählen Sie eine andere Datei, oder entfernen Sie den Layer, der die Datei offen hat. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Choose another folder or name.</source>
        <translation>Wählen Sie einen anderen Ordner oder Namen.</translation>
    </message>
    <message>
        <source>Choose another model from the list, or import the file again.</source>
        <translation>Wählen Sie ein anderes Modell aus der Liste, oder importieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>Choose another model: the bundled one knows what it was trained on.</source>
        <translation>Wählen Sie ein anderes Modell: Das mitgelieferte kennt seine Trainingsdaten.</translation>
    </message>
    <message>
        <source>Choose another name for the file.</source>
        <translation>Wählen Sie einen anderen Namen für die Datei.</translation>
    </message>
    <message>
        <source>Choose another name for the new model.</source>
        <translation>Wählen Sie einen anderen Namen für das neue Modell.</translation>
    </message>
    <message>
        <source>Choose another name for the raster.</source>
        <translation>Wählen Sie einen anderen Namen für das Raster.</translation>
    </message>
    <message>
        <source>Choose another name, or allow the existing model to be replaced.</source>
        <translation>Wählen Sie einen anderen Namen, oder erlauben Sie, das vorhandene Modell zu ersetzen.</translation>
    </message>
    <message>
        <source>Choose another raster layer, or save it as a GeoTIFF first (Export &gt; Save As).</source>
        <translation>Wählen Sie einen anderen Rasterlayer, oder speichern Sie ihn zuerst als GeoTIFF (Export &gt; Speichern als).</translation>
    </message>
    <message>
        <source>Choose at least one band.</source>
        <translation>Wählen Sie mindestens einen Kanal.</translation>
    </message>
    <message>
        <source>Choose layers of the same place, and check their coordinate systems.</source>
        <translation>Wählen Sie Layer desselben Ortes, und prüfen Sie ihre Koordinatensysteme.</translation>
    </message>
    <message>
        <source>Choose one file of its 'measurement' folder, or merge the swaths in SNAP first.</source>
        <translation>Wählen Sie eine Datei aus dem zugehörigen Ordner „measurement“, oder fügen Sie die Teilstreifen zuerst in SNAP zusammen.</translation>
    </message>
    <message>
        <source>Choose points or polygons on the map, with a class in the chosen field.</source>
        <translation>Wählen Sie Punkte oder Polygone auf der Karte, mit einer Klasse im gewählten Feld.</translation>
    </message>
    <message>
        <source>Choose points or polygons that lie on the radar layer, and check their coordinate system.</source>
        <translation>Wählen Sie Punkte oder Polygone, die auf dem Radarlayer liegen, und prüfen Sie ihr Koordinatensystem.</translation>
    </message>
    <message>
        <source>Choose scenes that overlap in valid pixels, or another extent.</source>
        <translation>Wählen Sie Szenen, die sich in gültigen Pixeln überlappen, oder eine andere Ausdehnung.</translation>
    </message>
    <message>
        <source>Choose scenes with the same polarisation: VV with VV, VH with VH.</source>
        <translation>Wählen Sie Szenen mit derselben Polarisation: VV mit VV, VH mit VH.</translation>
    </message>
    <message>
        <source>Choose such a file name.</source>
        <translation>Wählen Sie einen solchen Dateinamen.</translation>
    </message>
    <message>
        <source>Choose such a file.</source>
        <translation>Wählen Sie eine solche Datei.</translation>
    </message>
    <message>
        <source>Choose the CPU, or the engine 'auto'.</source>
        <translation>Wählen Sie die CPU oder das Rechenwerk 'auto'.</translation>
    </message>
    <message>
        <source>Choose the Python of an environment that has the packages of the requirements file.</source>
        <translation>Wählen Sie das Python einer Umgebung, die die Pakete der Requirements-Datei enthält.</translation>
    </message>
    <message>
        <source>Choose the SAR layer that the polygons lie on.</source>
        <translation>Wählen Sie den SAR-Layer, auf dem die Polygone liegen.</translation>
    </message>
    <message>
        <source>Choose the bands that hold the co-polarised and cross-polarised backscatter.</source>
        <translation>Wählen Sie die Kanäle mit der gleich- und der kreuzpolarisierten Rückstreuung.</translation>
    </message>
    <message>
        <source>Choose the class of this place in the list first.</source>
        <translation>Wählen Sie zuerst die Klasse dieser Stelle in der Liste.</translation>
    </message>
    <message>
        <source>Choose the class to mark.</source>
        <translation>Wählen Sie die Klasse, die Sie markieren möchten.</translation>
    </message>
    <message>
        <source>Choose the code of a class of the model, or 0 for any change.</source>
        <translation>Wählen Sie den Code einer Klasse des Modells, oder 0 für jede Änderung.</translation>
    </message>
    <message>
        <source>Choose the engine 'auto', or set up Sardino's backend again.</source>
        <translation>Wählen Sie das Rechenwerk 'auto', oder richten Sie Sardinos Backend neu ein.</translation>
    </message>
    <message>
        <source>Choose the field that holds the class</source>
        <translation>Wählen Sie das Feld, das die Klasse enthält</translation>
    </message>
    <message>
        <source>Choose the file python or python.exe.</source>
        <translation>Wählen Sie die Datei python oder python.exe.</translation>
    </message>
    <message>
        <source>Choose the folder with the downloaded packages first.</source>
        <translation>Wählen Sie zuerst den Ordner mit den heruntergeladenen Paketen.</translation>
    </message>
    <message>
        <source>Choose the image inside it.</source>
        <translation>Wählen Sie das Bild darin.</translation>
    </message>
    <message>
        <source>Choose two different layers.</source>
        <translation>Wählen Sie zwei verschiedene Layer.</translation>
    </message>
    <message>
        <source>Choose two layers.</source>
        <translation>Wählen Sie zwei Layer.</translation>
    </message>
    <message>
        <source>Choose two radar layers.</source>
        <translation>Wählen Sie zwei Radar-Layer.</translation>
    </message>
    <message>
        <source>Choose two scenes of different dates.</source>
        <translation>Wählen Sie zwei Szenen verschiedener Daten.</translation>
    </message>
    <message>
        <source>Choose two scenes of one place: their footprints have to overlap.</source>
        <translation>Wählen Sie zwei Szenen eines Ortes: Ihre Flächen müssen sich überlappen.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Class fi&amp;eld</source>
        <translation>Klassen&amp;feld</translation>
    </message>
    <message>
        <source>Class field</source>
        <translation>Klassenfeld</translation>
    </message>
    <message>
        <source>Class of the point</source>
        <translation>Klasse des Punktes</translation>
    </message>
    <message>
        <source>Class on the map</source>
        <translation>Klasse auf der Karte</translation>
    </message>
    <message>
        <source>Class {code}</source>
        <translation>Klasse {code}</translation>
    </message>
    <message>
        <source>Class {code} has no name.</source>
        <translation>Die Klasse {code} hat keinen Namen.</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Classes (JSON)</source>
        <translation>Klassen (JSON)</translation>
    </message>
    <message>
        <source>Classes whose polygons all lie in one place could not be checked: draw some elsewhere, too.</source>
        <translation>Klassen, deren Polygone alle an einem Ort liegen, konnten nicht geprüft werden: Zeichnen Sie auch anderswo welche.</translation>
    </message>
    <message>
        <source>Classes, and within them</source>
        <translation>Klassen und in ihnen</translation>
    </message>
    <message>
        <source>Classes: {names}</source>
        <translation>Klassen: {names}</translation>
    </message>
    <message>
        <source>Clean polygons, areas, accuracy, change and a report of a finished map</source>
        <translation>Saubere Polygone, Flächen, Genauigkeit, Veränderung und Bericht einer fertigen Karte</translation>
    </message>
    <message>
        <source>Clean up</source>
        <translation>Bereinigen</translation>
    </message>
    <message>
        <source>Clean up a map</source>
        <translation>Karte bereinigen</translation>
    </message>
    <message>
        <source>Clean up the map</source>
        <translation>Karte bereinigen</translation>
    </message>
    <message>
        <source>Cleaned map</source>
        <translation>Bereinigte Karte</translation>
    </message>
    <message>
        <source>Cleaning up</source>
        <translation>Bereinigen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Click on a place first</source>
        <translation>Klicken Sie zuerst auf eine Stelle</translation>
    </message>
    <message>
        <source>Click on a place like it.</source>
        <translation>Klicken Sie auf eine Stelle dieser Art.</translation>
    </message>
    <message>
        <source>Click on ground of the scene that has data.</source>
        <translation>Klicken Sie auf Boden der Szene, der Daten hat.</translation>
    </message>
    <message>
        <source>Click on the map on what you look for.</source>
        <translation>Klicken Sie in der Karte auf das, was Sie suchen.</translation>
    </message>
    <message>
        <source>Click on the map.</source>
        <translation>Klicken Sie in die Karte.</translation>
    </message>
    <message>
        <source>Click on what you look for, or drag around it. Shift: not this. Ctrl+drag: a brush stroke. Ctrl+Z: take back. Esc: end.</source>
        <translation>Klicken Sie auf das, was Sie suchen, oder ziehen Sie einen Rahmen darum. Umschalt: dies nicht. Strg+Ziehen: ein Pinselstrich. Strg+Z: zurücknehmen. Esc: beenden.</translation>
    </message>
    <message>
        <source>Click the corners; a right click or Enter ends. Backspace takes one back, Esc gives up.</source>
        <translation>Klicken Sie auf die Eckpunkte; Rechtsklick oder Eingabetaste schließt ab. Die Rücktaste nimmt einen zurück, Esc bricht ab.</translation>
    </message>
    <message>
        <source>Click to hold this place, Shift and click to keep it as a layer.</source>
        <translation>Ein Klick hält diese Stelle fest, Umschalt und Klick behält sie als Layer.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close or remove the layer where it is open, or choose another folder. The files that were there before are still there.</source>
        <translation>Schließen oder entfernen Sie den Layer dort, wo er geöffnet ist, oder wählen Sie einen anderen Ordner. Die Dateien, die vorher da waren, sind noch da.</translation>
    </message>
    <message>
        <source>Close other QGIS windows, check the folder's permissions and the virus scanner, and try again.</source>
        <translation>Schließen Sie andere QGIS-Fenster, prüfen Sie die Rechte des Ordners und den Virenscanner, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Close other programs, choose the CPU, or segment a smaller extent.</source>
        <translation>Schließen Sie andere Programme, wählen Sie die CPU, oder segmentieren Sie eine kleinere Ausdehnung.</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Code and percent, as in: 80: 97, 20: 60. Other classes as above.</source>
        <translation>Code und Prozent, wie in: 80: 97, 20: 60. Andere Klassen wie oben.</translation>
    </message>
    <message>
        <source>Code, name, color and, for words, value of each class. Empty: every value of the field is a class; numbers are its code, and names of the base model's classes are recognised.</source>
        <translation>Code, Name, Farbe und, bei Wörtern, Wert jeder Klasse. Leer: Jeder Wert des Feldes ist eine Klasse; Zahlen gelten als ihr Code, und die Namen der Klassen des Basismodells werden erkannt.</translation>
    </message>
    <message>
        <source>Codes of classes that neither change nor grow, as in: 80, 95.</source>
        <translation>Codes der Klassen, die sich nicht ändern und nicht wachsen, wie in: 80, 95.</translation>
    </message>
    <message>
        <source>Codes or names of the classes that may be there: 10, 40, 80. Others are never said, and the confidence is a share among these. Empty: all classes of the model.</source>
        <translation>Codes oder Namen der Klassen, die vorkommen können: 10, 40, 80. Andere werden nie genannt, und die Konfidenz ist ein Anteil unter diesen. Leer: alle Klassen des Modells.</translation>
    </message>
    <message>
        <source>Codes or names of the map's classes. Empty: the field that is most likely.</source>
        <translation>Codes oder Namen der Klassen der Karte. Leer: das wahrscheinlichste Feld.</translation>
    </message>
    <message>
        <source>Cohen's kappa. It says nothing that the other figures do not say; some reviewers ask for it.</source>
        <translation>Cohens Kappa. Es sagt nichts, was die anderen Zahlen nicht sagen; manche Gutachter verlangen es.</translation>
    </message>
    <message>
        <source>Colour of '{}'</source>
        <translation>Farbe von „{}“</translation>
    </message>
    <message>
        <source>Colour of the class …</source>
        <translation>Farbe der Klasse …</translation>
    </message>
    <message>
        <source>Colour of the segment …</source>
        <translation>Farbe des Segments …</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Compare only here. Empty: all that both layers show.</source>
        <translation>Nur hier vergleichen. Leer: alles, was beide Layer zeigen.</translation>
    </message>
    <message>
        <source>Compare the dates</source>
        <translation>Daten vergleichen</translation>
    </message>
    <message>
        <source>Compare two layers</source>
        <translation>Zwei Layer vergleichen</translation>
    </message>
    <message>
        <source>Compare two layers (swipe)</source>
        <translation>Zwei Layer vergleichen (wischen)</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Comparing embeddings</source>
        <translation>Einbettungen werden verglichen</translation>
    </message>
    <message>
        <source>Comparing the dates</source>
        <translation>Daten werden verglichen</translation>
    </message>
    <message>
        <source>Comparing with the polygons</source>
        <translation>Vergleich mit den Polygonen</translation>
    </message>
    <message>
        <source>Comparing with the reference</source>
        <translation>Vergleich mit der Referenz</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Berechnung</translation>
    </message>
    <message>
        <source>Computing the bands</source>
        <translation>Kanäle werden berechnet</translation>
    </message>
    <message>
        <source>Computing the colours</source>
        <translation>Farben werden berechnet</translation>
    </message>
    <message>
        <source>Con&amp;fidence</source>
        <translation>Kon&amp;fidenz</translation>
    </message>
    <message>
        <source>Con&amp;fidence (optional)</source>
        <translation>Kon&amp;fidenz (optional)</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>Confidence is the model's own opinion, not an accuracy.</source>
        <translation>Die Konfidenz ist die eigene Meinung des Modells, keine Genauigkeit.</translation>
    </message>
    <message>
        <source>Confidence layer</source>
        <translation>Konfidenz-Layer</translation>
    </message>
    <message>
        <source>Confusion &amp;matrix</source>
        <translation>Konfusions&amp;matrix</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Konfusionsmatrix</translation>
    </message>
    <message>
        <source>Confusion matrix: percent of the area</source>
        <translation>Konfusionsmatrix: Prozent der Fläche</translation>
    </message>
    <message>
        <source>Confusion matrix: sampled units</source>
        <translation>Konfusionsmatrix: gezogene Einheiten</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>Koordinatensystem</translation>
    </message>
    <message>
        <source>Copies all of it, as a table for spreadsheets and documents.</source>
        <translation>Kopiert alles als Tabelle für Tabellenkalkulationen und Dokumente.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the polygons around the scene to a file of their own, or simplify them.</source>
        <translation>Kopieren Sie die Polygone um die Szene in eine eigene Datei, oder vereinfachen Sie sie.</translation>
    </message>
    <message>
        <source>Copying '{}' for the worker</source>
        <translation>„{}“ wird für den Worker kopiert</translation>
    </message>
    <message>
        <source>Count the zones</source>
        <translation>Zonen zählen</translation>
    </message>
    <message>
        <source>Counted area (ha)</source>
        <translation>Gezählte Fläche (ha)</translation>
    </message>
    <message>
        <source>Counted from pixels (ha)</source>
        <translation>Aus Pixeln gezählt (ha)</translation>
    </message>
    <message>
        <source>Counting areas</source>
        <translation>Flächen werden gezählt</translation>
    </message>
    <message>
        <source>Counting classes</source>
        <translation>Klassen werden gezählt</translation>
    </message>
    <message>
        <source>Counting zones</source>
        <translation>Zonen werden gezählt</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message>
        <source>Counts exactly, pixel by pixel, and looks for overlaps, nodata and invalid polygons.</source>
        <translation>Zählt genau, Pixel für Pixel, und sucht nach Überlappungen, Leerwerten und ungültigen Polygonen.</translation>
    </message>
    <message>
        <source>Counts labelled polygons and pixels per class, and names what is wrong with them.</source>
        <translation>Zählt gelabelte Polygone und Pixel je Klasse und nennt, was an ihnen nicht stimmt.</translation>
    </message>
    <message>
        <source>Cropland</source>
        <translation>Ackerland</translation>
    </message>
    <message>
        <source>Cross-polarised layer (VH or HV), if separate</source>
        <translation>Kreuzpolarisierter Layer (VH oder HV), falls getrennt</translation>
    </message>
    <message>
        <source>Curve of the training</source>
        <translation>Trainingskurve</translation>
    </message>
    <message>
        <source>Cut the layer to where its data are (Raster &gt; Extraction &gt; Clip Raster by Extent).</source>
        <translation>Schneiden Sie den Layer auf das Gebiet mit Daten zu (Raster &gt; Extraktion &gt; Raster auf Ausdehnung zuschneiden).</translation>
    </message>
    <message>
        <source>Dates and change</source>
        <translation>Daten und Änderung</translation>
    </message>
    <message>
        <source>Decibel</source>
        <translation>Dezibel</translation>
    </message>
    <message>
        <source>Decibel × 10</source>
        <translation>Dezibel × 10</translation>
    </message>
    <message>
        <source>Decibel × 100</source>
        <translation>Dezibel × 100</translation>
    </message>
    <message>
        <source>Decibel × 1000</source>
        <translation>Dezibel × 1000</translation>
    </message>
    <message>
        <source>Default m&amp;odel</source>
        <translation>&amp;Standardmodell</translation>
    </message>
    <message>
        <source>Default model</source>
        <translation>Standardmodell</translation>
    </message>
    <message>
        <source>Delete the model '{}' for good? Its maps stay.</source>
        <translation>Modell „{}“ endgültig löschen? Seine Karten bleiben erhalten.</translation>
    </message>
    <message>
        <source>Dev&amp;ice</source>
        <translation>Gerä&amp;t</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Dia&amp;gnostics …</source>
        <translation>Dia&amp;gnose …</translation>
    </message>
    <message>
        <source>Diagnostics …</source>
        <translation>Diagnose …</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Datenträger</translation>
    </message>
    <message>
        <source>Does not look like a radar image: band {band}: {reason}.</source>
        <translation>Sieht nicht wie ein Radarbild aus: Kanal {band}: {reason}.</translation>
    </message>
    <message>
        <source>Does not look like a radar image: {reason}.</source>
        <translation>Sieht nicht wie ein Radarbild aus: {reason}.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>Laden Sie die Datei noch einmal herunter.</translation>
    </message>
    <message>
        <source>Download it first (in QGIS: right-click the layer, Export &gt; Save As), then choose the file. Sardino itself opens nothing on a network.</source>
        <translation>Laden Sie es zuerst herunter (in QGIS: Rechtsklick auf den Layer, Export &gt; Speichern als), und wählen Sie dann die Datei. Sardino selbst öffnet nichts in einem Netzwerk.</translation>
    </message>
    <message>
        <source>Download or export it again.</source>
        <translation>Laden Sie die Datei erneut herunter, oder exportieren Sie sie erneut.</translation>
    </message>
    <message>
        <source>Download the data first, and choose the file. Sardino opens nothing on a network.</source>
        <translation>Laden Sie die Daten zuerst herunter und wählen Sie die Datei. Sardino öffnet nichts in einem Netzwerk.</translation>
    </message>
    <message>
        <source>Downloading and installing PyTorch</source>
        <translation>PyTorch wird heruntergeladen und installiert</translation>
    </message>
    <message>
        <source>Downloading and installing the other packages</source>
        <translation>Die übrigen Pakete werden heruntergeladen und installiert</translation>
    </message>
    <message>
        <source>Downloading and installing the packages</source>
        <translation>Pakete werden heruntergeladen und installiert</translation>
    </message>
    <message>
        <source>Drag a rectangle on the map. Esc gives up.</source>
        <translation>Ziehen Sie ein Rechteck auf der Karte auf. Esc bricht ab.</translation>
    </message>
    <message>
        <source>Drag the line on the map; Esc ends the comparison.</source>
        <translation>Ziehen Sie die Linie auf der Karte; Esc beendet den Vergleich.</translation>
    </message>
    <message>
        <source>Draw a sample</source>
        <translation>Stichprobe ziehen</translation>
    </message>
    <message>
        <source>Draw a sample first, or choose one.</source>
        <translation>Ziehen Sie zuerst eine Stichprobe, oder wählen Sie eine.</translation>
    </message>
    <message>
        <source>Draw a sample, or add reference data first</source>
        <translation>Ziehen Sie zuerst eine Stichprobe, oder fügen Sie Referenzdaten hinzu</translation>
    </message>
    <message>
        <source>Draw points</source>
        <translation>Punkte ziehen</translation>
    </message>
    <message>
        <source>Draw polygons first: two classes at least, five polygons of each</source>
        <translation>Zeichnen Sie zuerst Polygone: mindestens zwei Klassen, je fünf Polygone</translation>
    </message>
    <message>
        <source>Draw polygons of a second class too: there is nothing to tell apart yet</source>
        <translation>Zeichnen Sie auch Polygone einer zweiten Klasse: Noch gibt es nichts zu unterscheiden</translation>
    </message>
    <message>
        <source>Draw polygons of at least one other class too, five or more of each.</source>
        <translation>Zeichnen Sie auch Polygone mindestens einer weiteren Klasse, je Klasse fünf oder mehr.</translation>
    </message>
    <message>
        <source>Draw polygons of at least two classes on the scene, five or more of each.</source>
        <translation>Zeichnen Sie Polygone von mindestens zwei Klassen auf der Szene, je Klasse fünf oder mehr.</translation>
    </message>
    <message>
        <source>Draw the area on the map first</source>
        <translation>Zeichnen Sie zuerst das Gebiet auf der Karte</translation>
    </message>
    <message>
        <source>Draw the area to segment</source>
        <translation>Zu segmentierendes Gebiet zeichnen</translation>
    </message>
    <message>
        <source>Drawing points</source>
        <translation>Punkte werden gezogen</translation>
    </message>
    <message>
        <source>Drawing the segments</source>
        <translation>Segmente werden gezeichnet</translation>
    </message>
    <message>
        <source>Drawn area</source>
        <translation>Gezeichnetes Gebiet</translation>
    </message>
    <message>
        <source>Drawn below the land cover, as they look in the project.</source>
        <translation>Unter der Landbedeckung gezeichnet, so wie sie im Projekt aussehen.</translation>
    </message>
    <message>
        <source>Draws polygons of the class that is chosen in the table.</source>
        <translation>Zeichnet Polygone der Klasse, die in der Tabelle gewählt ist.</translation>
    </message>
    <message>
        <source>E&amp;xport …</source>
        <translation>E&amp;xportieren …</translation>
    </message>
    <message>
        <source>E&amp;xtent</source>
        <translation>A&amp;usdehnung</translation>
    </message>
    <message>
        <source>Each class is drawn within each part of it. Sardino's familiarity: familiar and unfamiliar; change: changed and unchanged; any other raster: its codes, or as the limits say.</source>
        <translation>Jede Klasse wird in jedem seiner Teile gezogen. Vertrautheit von Sardino: vertraut und unvertraut; Änderung: geändert und unverändert; jedes andere Raster: seine Codes, oder wie es die Grenzen sagen.</translation>
    </message>
    <message>
        <source>Earlier radar layer</source>
        <translation>Früherer Radar-Layer</translation>
    </message>
    <message>
        <source>Embeddings: {share:.1f} % of the pixels changed ({false:.0f} % without any change).</source>
        <translation>Einbettungen: {share:.1f} % der Pixel haben sich geändert ({false:.0f} % ohne jede Änderung).</translation>
    </message>
    <message>
        <source>Empty: the name of the layer.</source>
        <translation>Leer: der Name des Layers.</translation>
    </message>
    <message>
        <source>Ends the run; nothing is written. (Esc)</source>
        <translation>Beendet den Lauf; es wird nichts geschrieben. (Esc)</translation>
    </message>
    <message>
        <source>Ends the set-up. What was downloaded is kept for a second try.</source>
        <translation>Beendet die Einrichtung. Was schon heruntergeladen ist, bleibt für einen zweiten Versuch erhalten.</translation>
    </message>
    <message>
        <source>Ends the training now and keeps the best model so far.</source>
        <translation>Beendet das Training jetzt und behält das bisher beste Modell.</translation>
    </message>
    <message>
        <source>Ends the training; no model is kept. (Esc)</source>
        <translation>Beendet das Training; es wird kein Modell behalten. (Esc)</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Rechenwerk</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Estimated area (ha)</source>
        <translation>Geschätzte Fläche (ha)</translation>
    </message>
    <message>
        <source>Estimated from the sample (ha)</source>
        <translation>Aus der Stichprobe geschätzt (ha)</translation>
    </message>
    <message>
        <source>Evaluate model</source>
        <translation>Modell bewerten</translation>
    </message>
    <message>
        <source>Expect every class of the model.</source>
        <translation>Alle Klassen des Modells erwarten.</translation>
    </message>
    <message>
        <source>Expected accuracy (percent)</source>
        <translation>Erwartete Genauigkeit (Prozent)</translation>
    </message>
    <message>
        <source>Expected accuracy of single classes</source>
        <translation>Erwartete Genauigkeit einzelner Klassen</translation>
    </message>
    <message>
        <source>Expected classes</source>
        <translation>Erwartete Klassen</translation>
    </message>
    <message>
        <source>Expected classes ({ticked} of {all})</source>
        <translation>Erwartete Klassen ({ticked} von {all})</translation>
    </message>
    <message>
        <source>Expected classes ({ticked})</source>
        <translation>Erwartete Klassen ({ticked})</translation>
    </message>
    <message>
        <source>Expected shares: {shares}.</source>
        <translation>Erwartete Anteile: {shares}.</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>Erkunden</translation>
    </message>
    <message>
        <source>Explore even if it does not look like radar</source>
        <translation>Erkunden, auch wenn es nicht nach Radar aussieht</translation>
    </message>
    <message>
        <source>Export a copy under another name.</source>
        <translation>Exportieren Sie eine Kopie unter anderem Namen.</translation>
    </message>
    <message>
        <source>Export it as a GeoPackage, and choose that.</source>
        <translation>Exportieren Sie den Layer als GeoPackage und wählen Sie dieses.</translation>
    </message>
    <message>
        <source>Export it as a GeoPackage.</source>
        <translation>Exportieren Sie den Layer als GeoPackage.</translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation>Modell exportieren</translation>
    </message>
    <message>
        <source>Export the scores</source>
        <translation>Bewertung exportieren</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>Ausdehnung</translation>
    </message>
    <message>
        <source>Extract the radar bands first (Raster &gt; Conversion &gt; Translate, with -b).</source>
        <translation>Extrahieren Sie zuerst die Radarbänder (Raster &gt; Konvertierung &gt; Übersetzen, mit -b).</translation>
    </message>
    <message>
        <source>F&amp;older</source>
        <translation>Or&amp;dner</translation>
    </message>
    <message>
        <source>F1 per class and confusion matrix of a model on labelled polygons.</source>
        <translation>F1 je Klasse und Konfusionsmatrix eines Modells auf gelabelten Polygonen.</translation>
    </message>
    <message>
        <source>F1 per class and confusion matrix.</source>
        <translation>F1 je Klasse und Konfusionsmatrix.</translation>
    </message>
    <message>
        <source>Fa&amp;miliarity</source>
        <translation>&amp;Vertrautheit</translation>
    </message>
    <message>
        <source>Familiar and unfamiliar ground, or changed and unchanged ground, get points of their own.</source>
        <translation>Vertrauter und unvertrauter Boden, oder geänderter und unveränderter, bekommen eigene Punkte.</translation>
    </message>
    <message>
        <source>Familiar to the model: {share} % of the sample is unlike the training data ({usual} % of training ground is). Familiar ground can be mapped wrongly, too.</source>
        <translation>Dem Modell vertraut: {share} % der Stichprobe sind anders als die Trainingsdaten (beim Trainingsboden sind es {usual} %). Auch vertrauter Boden kann falsch kartiert werden.</translation>
    </message>
    <message>
        <source>Familiarity</source>
        <translation>Vertrautheit</translation>
    </message>
    <message>
        <source>Familiarity of a layer</source>
        <translation>Vertrautheit eines Layers</translation>
    </message>
    <message>
        <source>Fast: under a minute</source>
        <translation>Schnell: unter einer Minute</translation>
    </message>
    <message>
        <source>Feature stack</source>
        <translation>Merkmalsstapel</translation>
    </message>
    <message>
        <source>Feature stack for other programs</source>
        <translation>Merkmalsstapel für andere Programme</translation>
    </message>
    <message>
        <source>Features of a scene</source>
        <translation>Merkmale einer Szene</translation>
    </message>
    <message>
        <source>Features of this extent only. Empty: the whole layer.</source>
        <translation>Nur die Merkmale dieser Ausdehnung. Leer: der ganze Layer.</translation>
    </message>
    <message>
        <source>Features of this layer, made before. Empty: from the cache, or made now.</source>
        <translation>Merkmale dieses Layers, früher gemacht. Leer: aus dem Zwischenspeicher, oder jetzt gemacht.</translation>
    </message>
    <message>
        <source>Features were there already: {size:.1f} MB</source>
        <translation>Merkmale waren schon vorhanden: {size:.1f} MB</translation>
    </message>
    <message>
        <source>Features: {size:.1f} MB</source>
        <translation>Merkmale: {size:.1f} MB</translation>
    </message>
    <message>
        <source>Fetching Python</source>
        <translation>Python wird heruntergeladen</translation>
    </message>
    <message>
        <source>Fewer than {least} units, so wide intervals: {classes}.</source>
        <translation>Weniger als {least} Einheiten, daher weite Intervalle: {classes}.</translation>
    </message>
    <message>
        <source>Field with the class</source>
        <translation>Feld mit der Klasse</translation>
    </message>
    <message>
        <source>Field with the pixels of the stratum</source>
        <translation>Feld mit den Pixeln der Schicht</translation>
    </message>
    <message>
        <source>Field with the stratum</source>
        <translation>Feld mit der Schicht</translation>
    </message>
    <message>
        <source>Field with the zones' names</source>
        <translation>Feld mit den Namen der Zonen</translation>
    </message>
    <message>
        <source>Field with their names</source>
        <translation>Feld mit ihren Namen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>File of features</source>
        <translation>Datei mit Merkmalen</translation>
    </message>
    <message>
        <source>File of the model</source>
        <translation>Datei des Modells</translation>
    </message>
    <message>
        <source>Files: {folder}</source>
        <translation>Dateien: {folder}</translation>
    </message>
    <message>
        <source>Fill the folder anew with plugin/setup/wheels.py on a computer with internet, and copy all of it, {sums} included.</source>
        <translation>Füllen Sie den Ordner auf einem Rechner mit Internet neu mit plugin/setup/wheels.py, und kopieren Sie ihn ganz, samt {sums}.</translation>
    </message>
    <message>
        <source>Filled on a computer with internet by plugin/setup/wheels.py; see the help.</source>
        <translation>Auf einem Computer mit Internet gefüllt durch plugin/setup/wheels.py; siehe Hilfe.</translation>
    </message>
    <message>
        <source>Find similar places</source>
        <translation>Ähnliche Stellen suchen</translation>
    </message>
    <message>
        <source>Finding out how long to train</source>
        <translation>Herausfinden, wie lange trainiert werden soll</translation>
    </message>
    <message>
        <source>Fine-&amp;tune</source>
        <translation>Feinabs&amp;timmen</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>Feinabstimmung</translation>
    </message>
    <message>
        <source>Fine-tune model</source>
        <translation>Modell feinabstimmen</translation>
    </message>
    <message>
        <source>Fine-tuned from</source>
        <translation>Feinabgestimmt aus</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation>Feinabstimmung</translation>
    </message>
    <message>
        <source>Finishing with the best model so far …</source>
        <translation>Wird mit dem bisher besten Modell abgeschlossen …</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folder for Sardino's products</source>
        <translation>Ordner für die Produkte von Sardino</translation>
    </message>
    <message>
        <source>Folder for the products (GeoTIFF). Files of an earlier run on the same layer are replaced.</source>
        <translation>Ordner für die Produkte (GeoTIFF). Dateien eines früheren Laufs mit demselben Layer werden ersetzt.</translation>
    </message>
    <message>
        <source>Folder for the products (GeoTIFF). Files of an earlier run on the same layers are replaced.</source>
        <translation>Ordner für die Produkte (GeoTIFF). Dateien eines früheren Laufs mit denselben Layern werden ersetzt.</translation>
    </message>
    <message>
        <source>Folder of the archive. Choose the same folder again to go on where a run ended.</source>
        <translation>Ordner des Archivs. Wählen Sie denselben Ordner wieder, um fortzusetzen, wo ein Lauf endete.</translation>
    </message>
    <message>
        <source>Folder with scenes</source>
        <translation>Ordner mit Szenen</translation>
    </message>
    <message>
        <source>For 'minimum'. Olofsson et al. advise 50 to 100.</source>
        <translation>Für 'minimum'. Olofsson et al. raten zu 50 bis 100.</translation>
    </message>
    <message>
        <source>For a class that cannot be there, leave the class out of the expected classes.</source>
        <translation>Eine Klasse, die nicht vorkommen kann, lassen Sie bei den erwarteten Klassen weg.</translation>
    </message>
    <message>
        <source>For a list of files use a text or CSV file.</source>
        <translation>Für eine Liste von Dateien nehmen Sie eine Text- oder CSV-Datei.</translation>
    </message>
    <message>
        <source>For jobs that name no model.</source>
        <translation>Für Aufträge, die kein Modell nennen.</translation>
    </message>
    <message>
        <source>For samples of other programs. Empty: 'stratum', as Sardino names it.</source>
        <translation>Für Stichproben anderer Programme. Leer: 'stratum', wie bei Sardino.</translation>
    </message>
    <message>
        <source>For samples of other programs. Empty: 'stratum_px', as Sardino names it.</source>
        <translation>Für Stichproben anderer Programme. Leer: 'stratum_px', wie bei Sardino.</translation>
    </message>
    <message>
        <source>For stacks in which all layers have the same pixels. The file is about sixty times as large and holds nothing more: one value per token of the network, interpolated.</source>
        <translation>Für Stapel, in denen alle Layer dieselben Pixel haben. Die Datei ist etwa sechzigmal so groß und enthält nicht mehr: einen Wert je Token des Netzes, interpoliert.</translation>
    </message>
    <message>
        <source>For the mean and the lowest confidence of each polygon. Empty: none.</source>
        <translation>Für die mittlere und die niedrigste Konfidenz jedes Polygons. Leer: keine.</translation>
    </message>
    <message>
        <source>For the mean confidence of each class in each zone. Empty: none.</source>
        <translation>Für die mittlere Konfidenz jeder Klasse in jeder Zone. Leer: keine.</translation>
    </message>
    <message>
        <source>For the second class of each polygon. Empty: none.</source>
        <translation>Für die zweite Klasse jedes Polygons. Leer: keine.</translation>
    </message>
    <message>
        <source>Free some space and start again: finished scenes are kept.</source>
        <translation>Schaffen Sie Platz und starten Sie noch einmal: fertige Szenen bleiben.</translation>
    </message>
    <message>
        <source>Free some space on the disk of your QGIS profile, and try again: it goes on where it stopped.</source>
        <translation>Schaffen Sie Platz auf dem Datenträger Ihres QGIS-Profils, und versuchen Sie es erneut: Es geht dort weiter, wo es aufgehört hat.</translation>
    </message>
    <message>
        <source>Free some space, or choose a folder on another disk.</source>
        <translation>Schaffen Sie Platz, oder wählen Sie einen Ordner auf einem anderen Datenträger.</translation>
    </message>
    <message>
        <source>Free space is not known: {reason}</source>
        <translation>Der freie Platz ist nicht bekannt: {reason}</translation>
    </message>
    <message>
        <source>From the class before (rows) to the class after (columns), in {unit}</source>
        <translation>Von der Klasse davor (Zeilen) zur Klasse danach (Spalten), in {unit}</translation>
    </message>
    <message>
        <source>Full: Apple GPU (MPS)</source>
        <translation>Voll: Apple-GPU (MPS)</translation>
    </message>
    <message>
        <source>Full: CPU, with PyTorch</source>
        <translation>Voll: CPU, mit PyTorch</translation>
    </message>
    <message>
        <source>Full: minutes to hours</source>
        <translation>Vollständig: Minuten bis Stunden</translation>
    </message>
    <message>
        <source>Full: {gpu} (CUDA)</source>
        <translation>Voll: {gpu} (CUDA)</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <source>Give EPSG:n, or the system as WKT.</source>
        <translation>Geben Sie EPSG:n oder das System als WKT an.</translation>
    </message>
    <message>
        <source>Give a folder, a list or layers: one of the three.</source>
        <translation>Geben Sie einen Ordner, eine Liste oder Layer an: eines der drei.</translation>
    </message>
    <message>
        <source>Give all figures (ASSESSMENT) of 'Assess a map', as a JSON file or as text.</source>
        <translation>Geben Sie alle Zahlen (ASSESSMENT) von „Karte bewerten“ an, als JSON-Datei oder als Text.</translation>
    </message>
    <message>
        <source>Give at least one point or polygon on what you look for.</source>
        <translation>Geben Sie mindestens einen Punkt oder ein Polygon auf dem an, was Sie suchen.</translation>
    </message>
    <message>
        <source>Give both scenes a georeference, or cut both to the same pixels.</source>
        <translation>Geben Sie beiden Szenen eine Georeferenz, oder schneiden Sie beide auf dieselben Pixel zu.</translation>
    </message>
    <message>
        <source>Give each class a code of its own from 1 to 254, and a name of one line.</source>
        <translation>Geben Sie jeder Klasse einen eigenen Code von 1 bis 254 und einen Namen in einer Zeile.</translation>
    </message>
    <message>
        <source>Give each class one share.</source>
        <translation>Geben Sie jeder Klasse einen Anteil.</translation>
    </message>
    <message>
        <source>Give every class a code of its own.</source>
        <translation>Geben Sie jeder Klasse einen eigenen Code.</translation>
    </message>
    <message>
        <source>Give every expected class a share, or leave the class out of both.</source>
        <translation>Geben Sie jeder erwarteten Klasse einen Anteil, oder lassen Sie die Klasse bei beiden weg.</translation>
    </message>
    <message>
        <source>Give every file once: a copy adds nothing.</source>
        <translation>Geben Sie jede Datei nur einmal an: Eine Kopie bringt nichts.</translation>
    </message>
    <message>
        <source>Give it as EPSG:n or as WKT.</source>
        <translation>Geben Sie es als EPSG:n oder als WKT an.</translation>
    </message>
    <message>
        <source>Give limits for the second layer, such as 50: below it, and from it on.</source>
        <translation>Geben Sie Grenzen für den zweiten Layer an, etwa 50: darunter, und ab da.</translation>
    </message>
    <message>
        <source>Give one field for all layers, or one for each, separated by semicolons.</source>
        <translation>Geben Sie ein Feld für alle Layer an, oder für jeden eines, getrennt durch Semikolons.</translation>
    </message>
    <message>
        <source>Give one second layer per scene, in the same order, or none.</source>
        <translation>Geben Sie je Szene einen zweiten Layer in derselben Reihenfolge an, oder keinen.</translation>
    </message>
    <message>
        <source>Give the new model a name</source>
        <translation>Geben Sie dem neuen Modell einen Namen</translation>
    </message>
    <message>
        <source>Give the whole path, from the root or the drive on.</source>
        <translation>Geben Sie den ganzen Pfad an, von der Wurzel oder dem Laufwerk an.</translation>
    </message>
    <message>
        <source>Give two files of the same acquisition with the same size and georeference.</source>
        <translation>Geben Sie zwei Dateien derselben Aufnahme mit gleicher Größe und Georeferenzierung an.</translation>
    </message>
    <message>
        <source>Go on even if the layer does not look like a radar image.</source>
        <translation>Fortfahren, auch wenn der Layer nicht wie ein Radarbild aussieht.</translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation>Im Hintergrund fortsetzen</translation>
    </message>
    <message>
        <source>Goes to the next point without a class.</source>
        <translation>Geht zum nächsten Punkt ohne Klasse.</translation>
    </message>
    <message>
        <source>Grassland</source>
        <translation>Grasland</translation>
    </message>
    <message>
        <source>Ground that the model sees as alike has a like colour. No class is behind it.</source>
        <translation>Boden, den das Modell als ähnlich sieht, hat eine ähnliche Farbe. Dahinter steht keine Klasse.</translation>
    </message>
    <message>
        <source>Group {name}: {count} dates</source>
        <translation>Gruppe {name}: {count} Daten</translation>
    </message>
    <message>
        <source>Groups the ground by how it looks to the model. No class is needed.</source>
        <translation>Gruppiert den Boden danach, wie er für das Modell aussieht. Klassen sind nicht nötig.</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>HTML-Dateien (*.html)</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Head {number}</source>
        <translation>Kopf {number}</translation>
    </message>
    <message>
        <source>Hectares from class to class for a spreadsheet.</source>
        <translation>Hektar von Klasse zu Klasse für eine Tabellenkalkulation.</translation>
    </message>
    <message>
        <source>Hectares on the ground</source>
        <translation>Hektar am Boden</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Help: each platform, proxies, no internet</source>
        <translation>Hilfe: jede Plattform, Proxys, kein Internet</translation>
    </message>
    <message>
        <source>Help: from a radar layer to the first map</source>
        <translation>Hilfe: vom Radarlayer zur ersten Karte</translation>
    </message>
    <message>
        <source>Help: from polygons to a model of your own</source>
        <translation>Hilfe: von Polygonen zum eigenen Modell</translation>
    </message>
    <message>
        <source>Help: how the scores are made and read</source>
        <translation>Hilfe: wie die Bewertung entsteht und zu lesen ist</translation>
    </message>
    <message>
        <source>Help: how to read a model's card</source>
        <translation>Hilfe: wie man den Steckbrief eines Modells liest</translation>
    </message>
    <message>
        <source>Help: what each error means and what to do</source>
        <translation>Hilfe: was jeder Fehler bedeutet und was zu tun ist</translation>
    </message>
    <message>
        <source>Herbaceous wetland</source>
        <translation>Krautiges Feuchtgebiet</translation>
    </message>
    <message>
        <source>How far a border may move. 0: borders follow the pixels. 1 straightens slanting steps.</source>
        <translation>Wie weit sich eine Grenze bewegen darf. 0: Grenzen folgen den Pixeln. 1 glättet schräge Stufen.</translation>
    </message>
    <message>
        <source>How far a border may move. Neighbours keep their shared border.</source>
        <translation>Wie weit sich eine Grenze bewegen darf. Nachbarn behalten ihre gemeinsame Grenze.</translation>
    </message>
    <message>
        <source>How likely is a change to</source>
        <translation>Wie wahrscheinlich ist eine Änderung zu</translation>
    </message>
    <message>
        <source>How many kinds of ground to tell apart. 'Proposed' tries 3 to 12 and takes the number whose segments are told apart best (silhouette).</source>
        <translation>Wie viele Arten von Boden zu unterscheiden sind. „Vorgeschlagen“ probiert 3 bis 12 und nimmt die Anzahl, deren Segmente sich am besten unterscheiden (Silhouette).</translation>
    </message>
    <message>
        <source>How many kinds of ground to tell apart. 0: Sardino proposes a number.</source>
        <translation>Wie viele Arten von Boden zu unterscheiden sind. 0: Sardino schlägt eine Anzahl vor.</translation>
    </message>
    <message>
        <source>How many places to name, the most helpful first.</source>
        <translation>Wie viele Stellen genannt werden, die hilfreichsten zuerst.</translation>
    </message>
    <message>
        <source>How many principal components of the tokens become bands.</source>
        <translation>Wie viele Hauptkomponenten der Tokens zu Kanälen werden.</translation>
    </message>
    <message>
        <source>How many principal components of the tokens to keep. More make a larger file.</source>
        <translation>Wie viele Hauptkomponenten der Tokens behalten werden. Mehr machen die Datei größer.</translation>
    </message>
    <message>
        <source>How many processes work at the same time. 0: by the cores and the memory of this computer.</source>
        <translation>Wie viele Prozesse gleichzeitig arbeiten. 0: nach Kernen und Speicher dieses Rechners.</translation>
    </message>
    <message>
        <source>How much each place of a radar layer looks like your examples, in percent.</source>
        <translation>Wie sehr jede Stelle eines Radarlayers Ihren Beispielen ähnelt, in Prozent.</translation>
    </message>
    <message>
        <source>How much of a radar layer is unlike what the model was trained on.</source>
        <translation>Wie viel eines Radarlayers anders ist als das, womit das Modell trainiert wurde.</translation>
    </message>
    <message>
        <source>How much of the ground each expected class covers, if you know: 10=0.3, 40=0.5, 80=0.2. Every expected class needs a share above 0, in any unit. Empty: nothing is known.</source>
        <translation>Wie viel vom Boden jede erwartete Klasse bedeckt, falls Sie es wissen: 10=0.3, 40=0.5, 80=0.2. Jede erwartete Klasse braucht einen Anteil über 0, in beliebiger Einheit. Leer: nichts ist bekannt.</translation>
    </message>
    <message>
        <source>How much the ground is like what the model was trained on, 0 to 100.</source>
        <translation>Wie sehr der Boden dem ähnelt, womit das Modell trainiert wurde, 0 bis 100.</translation>
    </message>
    <message>
        <source>How sure the model is of that class, 0 to 100 %.</source>
        <translation>Wie sicher sich das Modell dieser Klasse ist, 0 bis 100 %.</translation>
    </message>
    <message>
        <source>If it is radar all the same, tick 'Also segment what is not radar' under Advanced.</source>
        <translation>Wenn es doch Radar ist, haken Sie unter „Erweitert“ „Auch segmentieren, was kein Radar ist“ an.</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>Modell importieren</translation>
    </message>
    <message>
        <source>In a folder that I choose</source>
        <translation>In einem Ordner meiner Wahl</translation>
    </message>
    <message>
        <source>In brackets: 95 % intervals.</source>
        <translation>In Klammern: 95-%-Intervalle.</translation>
    </message>
    <message>
        <source>In place of the wanted standard error. Empty: as many as that needs.</source>
        <translation>Anstelle des gewünschten Standardfehlers. Leer: so viele, wie dieser braucht.</translation>
    </message>
    <message>
        <source>In use: {environment}</source>
        <translation>In Gebrauch: {environment}</translation>
    </message>
    <message>
        <source>In your QGIS profile, apart from QGIS and from the plugin</source>
        <translation>In Ihrem QGIS-Profil, getrennt von QGIS und von der Erweiterung</translation>
    </message>
    <message>
        <source>Inspect labels</source>
        <translation>Labels prüfen</translation>
    </message>
    <message>
        <source>Install Python 3.12 from https://www.python.org/downloads (no administrator rights are needed), or check the network, and try again.</source>
        <translation>Installieren Sie Python 3.12 von https://www.python.org/downloads (ohne Administratorrechte möglich), oder prüfen Sie das Netzwerk, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Install the packages of resources/archive-requirements.txt.</source>
        <translation>Installieren Sie die Pakete aus resources/archive-requirements.txt.</translation>
    </message>
    <message>
        <source>Install the packages of resources/backend-requirements.txt into it, or choose another.</source>
        <translation>Installieren Sie in der Umgebung die Pakete aus resources/backend-requirements.txt, oder wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>Instead of replacing files of an earlier run on the same layer, give the new ones a number.</source>
        <translation>Dateien eines früheren Laufs mit demselben Layer nicht ersetzen, sondern die neuen nummerieren.</translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation>Verwendungszweck</translation>
    </message>
    <message>
        <source>Interpret</source>
        <translation>Interpretieren</translation>
    </message>
    <message>
        <source>IoU of water: {iou}</source>
        <translation>IoU von Wasser: {iou}</translation>
    </message>
    <message>
        <source>Is this ground familiar to the model?</source>
        <translation>Ist dieser Boden dem Modell vertraut?</translation>
    </message>
    <message>
        <source>It came with Sardino: it can be neither renamed nor deleted.</source>
        <translation>Es kam mit Sardino: Es lässt sich weder umbenennen noch löschen.</translation>
    </message>
    <message>
        <source>It cannot be read: it can only be deleted.</source>
        <translation>Es ist nicht lesbar: Es lässt sich nur löschen.</translation>
    </message>
    <message>
        <source>It cannot run the model: {reason}.</source>
        <translation>Es kann das Modell nicht ausführen: {reason}.</translation>
    </message>
    <message>
        <source>It closed its output without ending.</source>
        <translation>Er hat seine Ausgabe geschlossen, ohne zu enden.</translation>
    </message>
    <message>
        <source>It crashed ({name}).</source>
        <translation>Er ist abgestürzt ({name}).</translation>
    </message>
    <message>
        <source>It did not answer within {seconds:.0f} seconds.</source>
        <translation>Er hat {seconds:.0f} Sekunden lang nicht geantwortet.</translation>
    </message>
    <message>
        <source>It ended with exit code {number}.</source>
        <translation>Er endete mit Exitcode {number}.</translation>
    </message>
    <message>
        <source>It gave no answer.</source>
        <translation>Es kam keine Antwort.</translation>
    </message>
    <message>
        <source>It is the default already.</source>
        <translation>Es ist schon der Standard.</translation>
    </message>
    <message>
        <source>It is the first class.</source>
        <translation>Es ist die erste Klasse.</translation>
    </message>
    <message>
        <source>It is the last class.</source>
        <translation>Es ist die letzte Klasse.</translation>
    </message>
    <message>
        <source>It may have been moved, renamed or removed: choose the layer again.</source>
        <translation>Die Datei wurde vielleicht verschoben, umbenannt oder entfernt: Wählen Sie den Layer erneut.</translation>
    </message>
    <message>
        <source>It names no folders and no people: copy it into your bug report.</source>
        <translation>Er nennt weder Ordner noch Personen: Kopieren Sie ihn in Ihre Fehlermeldung.</translation>
    </message>
    <message>
        <source>It needs PyTorch, which this environment (Light) does not have.</source>
        <translation>Dieser Modus braucht PyTorch, das diese Umgebung (Leicht) nicht hat.</translation>
    </message>
    <message>
        <source>It said nothing for {minutes:.0f} minutes.</source>
        <translation>Er hat sich {minutes:.0f} Minuten lang nicht gemeldet.</translation>
    </message>
    <message>
        <source>It said: {words}</source>
        <translation>Er antwortete: {words}</translation>
    </message>
    <message>
        <source>It speaks version {theirs} of the protocol, the plugin version {ours}.</source>
        <translation>Er spricht Version {theirs} des Protokolls, die Erweiterung Version {ours}.</translation>
    </message>
    <message>
        <source>It was ended early.</source>
        <translation>Das Training wurde vorzeitig beendet.</translation>
    </message>
    <message>
        <source>It was ended. Start again; if it happens again, segment a smaller extent or choose the CPU.</source>
        <translation>Er wurde beendet. Starten Sie erneut; falls es wieder geschieht, segmentieren Sie eine kleinere Ausdehnung, oder wählen Sie die CPU.</translation>
    </message>
    <message>
        <source>It was killed (SIGKILL), most often because memory ran out.</source>
        <translation>Er wurde zwangsweise beendet (SIGKILL), meist weil der Arbeitsspeicher ausging.</translation>
    </message>
    <message>
        <source>It was made for another version of Sardino: set it up anew.</source>
        <translation>Sie wurde für eine andere Version von Sardino erstellt: Richten Sie sie neu ein.</translation>
    </message>
    <message>
        <source>Kappa</source>
        <translation>Kappa</translation>
    </message>
    <message>
        <source>Keep a virtual raster and its images together, or make it again.</source>
        <translation>Lassen Sie ein virtuelles Raster und seine Bilder beisammen, oder erstellen Sie es neu.</translation>
    </message>
    <message>
        <source>Keep as land cover</source>
        <translation>Als Landbedeckung behalten</translation>
    </message>
    <message>
        <source>Keep as layer</source>
        <translation>Als Layer behalten</translation>
    </message>
    <message>
        <source>Keep as map</source>
        <translation>Als Karte behalten</translation>
    </message>
    <message>
        <source>Keep as model</source>
        <translation>Als Modell behalten</translation>
    </message>
    <message>
        <source>Keep labels</source>
        <translation>Labels behalten</translation>
    </message>
    <message>
        <source>Keep nothing</source>
        <translation>Nichts behalten</translation>
    </message>
    <message>
        <source>Keep the .dim file and its .data folder together; calibrate the product in SNAP.</source>
        <translation>Lassen Sie die .dim-Datei und ihren .data-Ordner beisammen; kalibrieren Sie das Produkt in SNAP.</translation>
    </message>
    <message>
        <source>Keeps how the model sees the image, and learns what it means here.</source>
        <translation>Behält bei, wie das Modell das Bild sieht, und lernt, was es hier bedeutet.</translation>
    </message>
    <message>
        <source>Keeps what the training had reached when it was cut off.</source>
        <translation>Behält, was das Training erreicht hatte, als es unterbrochen wurde.</translation>
    </message>
    <message>
        <source>Known failures</source>
        <translation>Bekannte Schwächen</translation>
    </message>
    <message>
        <source>Known once the backend has answered</source>
        <translation>Bekannt, sobald das Backend geantwortet hat</translation>
    </message>
    <message>
        <source>La&amp;nd cover</source>
        <translation>Landbedeckun&amp;g</translation>
    </message>
    <message>
        <source>Label layers</source>
        <translation>Label-Layer</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Labels that are there already</source>
        <translation>Bereits vorhandene Labels</translation>
    </message>
    <message>
        <source>Labels: {name} ({field})</source>
        <translation>Labels: {name} ({field})</translation>
    </message>
    <message>
        <source>Land cover</source>
        <translation>Landbedeckung</translation>
    </message>
    <message>
        <source>Land cover layer</source>
        <translation>Landbedeckungs-Layer</translation>
    </message>
    <message>
        <source>Land cover, confidence and attention layers from a SAR layer.</source>
        <translation>Layer mit Landbedeckung, Konfidenz und Aufmerksamkeit aus einem SAR-Layer.</translation>
    </message>
    <message>
        <source>Later radar layer</source>
        <translation>Späterer Radar-Layer</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Layer group with the dates</source>
        <translation>Layergruppe mit den Daten</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Layers below the map</source>
        <translation>Layer unter der Karte</translation>
    </message>
    <message>
        <source>Layers to add</source>
        <translation>Hinzuzufügende Layer</translation>
    </message>
    <message>
        <source>Layers to make</source>
        <translation>Zu erstellende Layer</translation>
    </message>
    <message>
        <source>Learns only from the polygons that are selected now. Of label layers without a selection, all polygons count.</source>
        <translation>Lernt nur von den Polygonen, die jetzt gewählt sind. Von Labellayern ohne Auswahl zählen alle Polygone.</translation>
    </message>
    <message>
        <source>Leave the familiarity out, or choose another model.</source>
        <translation>Lassen Sie die Vertrautheit weg, oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation>Lizenz: {licence}</translation>
    </message>
    <message>
        <source>Light segments, suggests and fine-tunes in the fast mode, on the CPU. Full adds PyTorch: for GPUs, and for training the whole network.</source>
        <translation>Leicht segmentiert, schlägt Orte vor und trainiert im schnellen Modus, auf der CPU. Voll bringt PyTorch mit: für GPUs und für das Training des ganzen Netzes.</translation>
    </message>
    <message>
        <source>Light, without PyTorch</source>
        <translation>Leicht, ohne PyTorch</translation>
    </message>
    <message>
        <source>Light: CPU, without PyTorch</source>
        <translation>Leicht: CPU, ohne PyTorch</translation>
    </message>
    <message>
        <source>Limits of the second layer</source>
        <translation>Grenzen des zweiten Layers</translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation>Abstammung</translation>
    </message>
    <message>
        <source>Linear power (sigma0, gamma0)</source>
        <translation>Lineare Leistung (sigma0, gamma0)</translation>
    </message>
    <message>
        <source>Linux package</source>
        <translation>Linux-Paket</translation>
    </message>
    <message>
        <source>List of scenes</source>
        <translation>Liste von Szenen</translation>
    </message>
    <message>
        <source>Lists (*.txt *.csv);;STAC (*.json *.parquet);;All files (*)</source>
        <translation>Listen (*.txt *.csv);;STAC (*.json *.parquet);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Lists the models: rename, import, export, delete, set the default.</source>
        <translation>Listet die Modelle auf: umbenennen, importieren, exportieren, löschen, Standard festlegen.</translation>
    </message>
    <message>
        <source>Little labelled (see the tooltips): {names}.</source>
        <translation>Wenig Labels (siehe Tooltips): {names}.</translation>
    </message>
    <message>
        <source>Load a SAR image as a raster layer.</source>
        <translation>Laden Sie ein SAR-Bild als Rasterlayer.</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Modell wird geladen</translation>
    </message>
    <message>
        <source>Look at the log (View &gt; Panels &gt; Log Messages &gt; Sardino). Open Raster &gt; Sardino &gt; Set up model backend: it makes Sardino's Python environment, or takes an existing one of yours.</source>
        <translation>Sehen Sie ins Protokoll (Ansicht &gt; Bedienfelder &gt; Protokoll &gt; Sardino). Öffnen Sie Raster &gt; Sardino &gt; Modell-Backend einrichten: Das erstellt die Python-Umgebung von Sardino oder übernimmt eine Ihrer vorhandenen.</translation>
    </message>
    <message>
        <source>Look at the output, then try again: what was downloaded is kept. Otherwise copy the report.</source>
        <translation>Sehen Sie sich die Ausgabe an und versuchen Sie es erneut: Was heruntergeladen ist, bleibt erhalten. Andernfalls kopieren Sie den Bericht.</translation>
    </message>
    <message>
        <source>Look at the output. If a GPU is at fault, set up the build for the CPU instead.</source>
        <translation>Sehen Sie sich die Ausgabe an. Liegt es an einer GPU, richten Sie stattdessen die Variante für die CPU ein.</translation>
    </message>
    <message>
        <source>Look at the scene first</source>
        <translation>Betrachten Sie zuerst die Szene</translation>
    </message>
    <message>
        <source>Look at the transparency band in QGIS; export the layer without it if it is wrong.</source>
        <translation>Sehen Sie sich in QGIS den Transparenzkanal an; exportieren Sie den Layer ohne ihn, wenn er falsch ist.</translation>
    </message>
    <message>
        <source>Look at this scene</source>
        <translation>Diese Szene betrachten</translation>
    </message>
    <message>
        <source>Look only here. Empty: the whole layer.</source>
        <translation>Nur hier suchen. Leer: der ganze Layer.</translation>
    </message>
    <message>
        <source>Looked for {paths}</source>
        <translation>Gesucht wurde {paths}</translation>
    </message>
    <message>
        <source>Looking at a sample of the layer …</source>
        <translation>Eine Stichprobe des Layers wird betrachtet …</translation>
    </message>
    <message>
        <source>Looking at the labelled places</source>
        <translation>Die gelabelten Stellen werden betrachtet</translation>
    </message>
    <message>
        <source>Looking at the layer …</source>
        <translation>Layer wird untersucht …</translation>
    </message>
    <message>
        <source>Looking at the scene</source>
        <translation>Szene wird betrachtet</translation>
    </message>
    <message>
        <source>Looking at this computer …</source>
        <translation>Computer wird untersucht …</translation>
    </message>
    <message>
        <source>Looking for finished scenes</source>
        <translation>Suche fertige Szenen</translation>
    </message>
    <message>
        <source>Looking for places in doubt</source>
        <translation>Suche nach unsicheren Stellen</translation>
    </message>
    <message>
        <source>Looking for segments</source>
        <translation>Suche nach Segmenten</translation>
    </message>
    <message>
        <source>Looking where labels would help most …</source>
        <translation>Es wird gesucht, wo Labels am meisten helfen würden …</translation>
    </message>
    <message>
        <source>Looks at this computer once more.</source>
        <translation>Untersucht diesen Computer noch einmal.</translation>
    </message>
    <message>
        <source>Looks like {unit}, {bands}, {resolution}</source>
        <translation>Erkannt als {unit}, {bands}, {resolution}</translation>
    </message>
    <message>
        <source>Loss (lower is better) and mean IoU on polygons held out of the training (higher is better).</source>
        <translation>Verlust (niedriger ist besser) und mittlere IoU auf Polygonen, die vom Training zurückgehalten wurden (höher ist besser).</translation>
    </message>
    <message>
        <source>Lower end of its 95 % interval</source>
        <translation>Unteres Ende des 95-%-Intervalls</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Gemacht mit</translation>
    </message>
    <message>
        <source>Made with Sardino. Where the input is Sentinel-1: contains modified Copernicus Sentinel data.</source>
        <translation>Erstellt mit Sardino. Bei Eingaben von Sentinel-1: enthält veränderte Copernicus-Sentinel-Daten.</translation>
    </message>
    <message>
        <source>Majority smoothing first</source>
        <translation>Zuerst Mehrheitsglättung</translation>
    </message>
    <message>
        <source>Make an image of backscatter first, in SNAP for example: calibration, deburst, multilook, terrain correction. Or take the ground-range product (GRD) of the same pass.</source>
        <translation>Erzeugen Sie zuerst ein Bild der Rückstreuung, zum Beispiel in SNAP: Kalibrierung, Deburst, Multilook, Geländekorrektur. Oder nehmen Sie das Ground-Range-Produkt (GRD) desselben Überflugs.</translation>
    </message>
    <message>
        <source>Make it from fewer images, or translate it to a GeoTIFF first.</source>
        <translation>Erstellen Sie es aus weniger Bildern, oder wandeln Sie es zuerst in ein GeoTIFF um.</translation>
    </message>
    <message>
        <source>Make label polygons</source>
        <translation>Label-Polygone machen</translation>
    </message>
    <message>
        <source>Make polygons</source>
        <translation>Polygone machen</translation>
    </message>
    <message>
        <source>Make segments</source>
        <translation>Segmente machen</translation>
    </message>
    <message>
        <source>Make segments first</source>
        <translation>Machen Sie zuerst Segmente</translation>
    </message>
    <message>
        <source>Make the features of the scene again, or choose the scene they were made of.</source>
        <translation>Machen Sie die Merkmale der Szene neu, oder wählen Sie die Szene, aus der sie stammen.</translation>
    </message>
    <message>
        <source>Make the virtual raster again, from the images.</source>
        <translation>Erstellen Sie das virtuelle Raster neu, aus den Bildern.</translation>
    </message>
    <message>
        <source>Makes a GeoPackage of polygons with these classes, and starts drawing in it.</source>
        <translation>Legt ein GeoPackage für Polygone mit diesen Klassen an und beginnt darin mit dem Zeichnen.</translation>
    </message>
    <message>
        <source>Makes a label layer of the places, to draw on and to fine-tune a model.</source>
        <translation>Macht aus den Stellen einen Label-Layer, zum Weiterzeichnen und zur Feinabstimmung eines Modells.</translation>
    </message>
    <message>
        <source>Makes a label layer of the segments that have a name, to fine-tune a model.</source>
        <translation>Macht aus den benannten Segmenten einen Label-Layer, zur Feinabstimmung eines Modells.</translation>
    </message>
    <message>
        <source>Makes a map of the radar layer with the new model.</source>
        <translation>Erstellt mit dem neuen Modell eine Karte des Radarlayers.</translation>
    </message>
    <message>
        <source>Makes polygons of the places above the threshold, in the whole scene.</source>
        <translation>Macht Polygone aus den Stellen über der Schwelle, in der ganzen Szene.</translation>
    </message>
    <message>
        <source>Makes the Python environment that the model runs in, or chooses one.</source>
        <translation>Erstellt die Python-Umgebung, in der das Modell läuft, oder wählt eine aus.</translation>
    </message>
    <message>
        <source>Makes the model's Python environment anew, or chooses an existing one.</source>
        <translation>Erstellt die Python-Umgebung des Modells neu oder wählt eine vorhandene aus.</translation>
    </message>
    <message>
        <source>Making polygons</source>
        <translation>Polygone werden gemacht</translation>
    </message>
    <message>
        <source>Making the environment</source>
        <translation>Umgebung wird erstellt</translation>
    </message>
    <message>
        <source>Making the features</source>
        <translation>Merkmale werden gemacht</translation>
    </message>
    <message>
        <source>Mangroves</source>
        <translation>Mangroven</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Map \ reference</source>
        <translation>Karte \ Referenz</translation>
    </message>
    <message>
        <source>Map before the clean-up</source>
        <translation>Karte vor dem Bereinigen</translation>
    </message>
    <message>
        <source>Map to polygons</source>
        <translation>Karte zu Polygonen</translation>
    </message>
    <message>
        <source>Map, legend, areas, confidence, accuracy, change and origin as one HTML page and a PDF.</source>
        <translation>Karte, Legende, Flächen, Konfidenz, Genauigkeit, Änderung und Herkunft als eine HTML-Seite und als PDF.</translation>
    </message>
    <message>
        <source>Mark a place first</source>
        <translation>Markieren Sie zuerst eine Stelle</translation>
    </message>
    <message>
        <source>Mark a place of a second class.</source>
        <translation>Markieren Sie eine Stelle einer zweiten Klasse.</translation>
    </message>
    <message>
        <source>Mark places of a class</source>
        <translation>Stellen einer Klasse markieren</translation>
    </message>
    <message>
        <source>Mark places of a second class.</source>
        <translation>Markieren Sie Stellen einer zweiten Klasse.</translation>
    </message>
    <message>
        <source>Mark places of two classes first</source>
        <translation>Markieren Sie zuerst Stellen zweier Klassen</translation>
    </message>
    <message>
        <source>Mark places of two classes or more.</source>
        <translation>Markieren Sie Stellen von zwei oder mehr Klassen.</translation>
    </message>
    <message>
        <source>Mark similar places</source>
        <translation>Ähnliche Stellen markieren</translation>
    </message>
    <message>
        <source>Mean IoU</source>
        <translation>Mittlere IoU</translation>
    </message>
    <message>
        <source>Mean IoU on held-out polygons</source>
        <translation>Mittlere IoU auf zurückgehaltenen Polygonen</translation>
    </message>
    <message>
        <source>Mean IoU on test scenes</source>
        <translation>Mittlere IoU auf Testszenen</translation>
    </message>
    <message>
        <source>Mean confidence</source>
        <translation>Mittlere Konfidenz</translation>
    </message>
    <message>
        <source>Mean confidence (percent)</source>
        <translation>Mittlere Konfidenz (Prozent)</translation>
    </message>
    <message>
        <source>Mean confidence {mean:.0f} %; below {limit} % on {low} % of the area.</source>
        <translation>Mittlere Konfidenz {mean:.0f} %; auf {low} % der Fläche unter {limit} %.</translation>
    </message>
    <message>
        <source>Mean of all heads</source>
        <translation>Mittel aller Köpfe</translation>
    </message>
    <message>
        <source>Mean of the dates</source>
        <translation>Mittel der Daten</translation>
    </message>
    <message>
        <source>Means, deviations and number of dates (GeoTIFF).</source>
        <translation>Mittel, Abweichungen und Anzahl der Daten (GeoTIFF).</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Memory ran out</source>
        <translation>Der Speicher ist ausgegangen</translation>
    </message>
    <message>
        <source>Memory ran out while the model learned.</source>
        <translation>Der Speicher ist ausgegangen, während das Modell lernte.</translation>
    </message>
    <message>
        <source>Merge the selected segments</source>
        <translation>Gewählte Segmente zusammenführen</translation>
    </message>
    <message>
        <source>Minimum mapping unit</source>
        <translation>Kleinste Kartiereinheit</translation>
    </message>
    <message>
        <source>Minimum mapping unit (hectares)</source>
        <translation>Kleinste Kartiereinheit (Hektar)</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>Modelldatei</translation>
    </message>
    <message>
        <source>Model to &amp;use</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Models …</source>
        <translation>Modelle …</translation>
    </message>
    <message>
        <source>More scenes and labels</source>
        <translation>Weitere Szenen und Labels</translation>
    </message>
    <message>
        <source>Moss and lichen</source>
        <translation>Moose und Flechten</translation>
    </message>
    <message>
        <source>Move the class down</source>
        <translation>Klasse nach unten verschieben</translation>
    </message>
    <message>
        <source>Move the class up</source>
        <translation>Klasse nach oben verschieben</translation>
    </message>
    <message>
        <source>Move the mouse over the map.</source>
        <translation>Bewegen Sie die Maus über die Karte.</translation>
    </message>
    <message>
        <source>Move the mouse over the map: the picture shows where the network looks from there. A click holds the place, another click lets it go. Shift: keep it as a layer. Esc: end.</source>
        <translation>Bewegen Sie die Maus über die Karte: Das Bild zeigt, wohin das Netz von dort aus schaut. Ein Klick hält die Stelle fest, ein weiterer gibt sie frei. Umschalt: als Layer behalten. Esc: beenden.</translation>
    </message>
    <message>
        <source>Name a segment first</source>
        <translation>Benennen Sie zuerst ein Segment</translation>
    </message>
    <message>
        <source>Name each band after its class's code, or leave the probabilities empty.</source>
        <translation>Benennen Sie jedes Band nach dem Code seiner Klasse, oder lassen Sie die Wahrscheinlichkeiten leer.</translation>
    </message>
    <message>
        <source>Name of a group in the Layers panel: all its radar layers are dates.</source>
        <translation>Name einer Gruppe im Layer-Bedienfeld: Jeder ihrer Radarlayer ist ein Datum.</translation>
    </message>
    <message>
        <source>Name of a model, or a .safetensors file. Empty: the default model.</source>
        <translation>Name eines Modells oder eine .safetensors-Datei. Leer: das Standardmodell.</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>Name des Modells</translation>
    </message>
    <message>
        <source>Name of the model to start from, or a .safetensors file. Empty: the default model.</source>
        <translation>Name des Modells, von dem ausgegangen wird, oder eine .safetensors-Datei. Leer: das Standardmodell.</translation>
    </message>
    <message>
        <source>Name of the ne&amp;w model</source>
        <translation>Name des ne&amp;uen Modells</translation>
    </message>
    <message>
        <source>Name of the new model</source>
        <translation>Name des neuen Modells</translation>
    </message>
    <message>
        <source>Name the assets vv, vh, hh or hv, or give 'sar:polarizations' for each.</source>
        <translation>Nennen Sie die Assets vv, vh, hh oder hv, oder geben Sie für jedes 'sar:polarizations' an.</translation>
    </message>
    <message>
        <source>Named more than once and made once: {count}</source>
        <translation>Mehrmals genannt und einmal gemacht: {count}</translation>
    </message>
    <message>
        <source>Named under the title.</source>
        <translation>Steht unter dem Titel.</translation>
    </message>
    <message>
        <source>Names of the bands (JSON)</source>
        <translation>Namen der Kanäle (JSON)</translation>
    </message>
    <message>
        <source>Names the zones in the table. Empty: numbers.</source>
        <translation>Benennt die Zonen in der Tabelle. Leer: Nummern.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Never said, since not expected: {names}.</source>
        <translation>Nie genannt, da nicht erwartet: {names}.</translation>
    </message>
    <message>
        <source>New class</source>
        <translation>Neue Klasse</translation>
    </message>
    <message>
        <source>New jobs</source>
        <translation>Neue Aufträge</translation>
    </message>
    <message>
        <source>New label layer</source>
        <translation>Neuer Label-Layer</translation>
    </message>
    <message>
        <source>New model: {}</source>
        <translation>Neues Modell: {}</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Neuer Name</translation>
    </message>
    <message>
        <source>New polygons become '{name}'.</source>
        <translation>Neue Polygone erhalten die Klasse „{name}“.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Next open</source>
        <translation>Nächster offener</translation>
    </message>
    <message>
        <source>No NVIDIA GPU with a working driver: the model runs on the CPU</source>
        <translation>Keine NVIDIA-GPU mit funktionierendem Treiber: Das Modell läuft auf der CPU</translation>
    </message>
    <message>
        <source>No band of the file holds backscatter, to judge by the names of its bands.</source>
        <translation>Den Kanalnamen nach enthält kein Kanal der Datei Rückstreuung.</translation>
    </message>
    <message>
        <source>No change</source>
        <translation>Keine Änderung</translation>
    </message>
    <message>
        <source>No hash is known of this build of PyTorch: it comes from PyTorch's own index and unchecked.</source>
        <translation>Zu diesem PyTorch-Build ist kein Hash bekannt: Er kommt ungeprüft aus dem eigenen Index von PyTorch.</translation>
    </message>
    <message>
        <source>No internet is needed: {count} packages in the folder</source>
        <translation>Kein Internet nötig: {count} Pakete im Ordner</translation>
    </message>
    <message>
        <source>No label layer: choose the polygons to learn from.</source>
        <translation>Kein Label-Layer: Wählen Sie die Polygone, von denen gelernt werden soll.</translation>
    </message>
    <message>
        <source>No layer: choose the radar layer to segment.</source>
        <translation>Kein Layer: Wählen Sie den zu segmentierenden Radarlayer.</translation>
    </message>
    <message>
        <source>No layer: choose the radar layer.</source>
        <translation>Kein Layer: Wählen Sie den Radarlayer.</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Unbegrenzt</translation>
    </message>
    <message>
        <source>No model installed</source>
        <translation>Kein Modell installiert</translation>
    </message>
    <message>
        <source>No model is installed.</source>
        <translation>Es ist kein Modell installiert.</translation>
    </message>
    <message>
        <source>No other polygon layer in the project</source>
        <translation>Kein anderer Polygonlayer im Projekt</translation>
    </message>
    <message>
        <source>No other raster layer in the project</source>
        <translation>Kein anderer Rasterlayer im Projekt</translation>
    </message>
    <message>
        <source>No output folder was given.</source>
        <translation>Es wurde kein Ausgabeordner angegeben.</translation>
    </message>
    <message>
        <source>No output was chosen.</source>
        <translation>Es wurde keine Ausgabe gewählt.</translation>
    </message>
    <message>
        <source>No output: choose at least one of the layers to make.</source>
        <translation>Keine Ausgabe: Wählen Sie mindestens einen der zu erstellenden Layer.</translation>
    </message>
    <message>
        <source>No piece of these segments is large enough for a label.</source>
        <translation>Kein Stück dieser Segmente ist groß genug für ein Label.</translation>
    </message>
    <message>
        <source>No pixel has another class on the second date.</source>
        <translation>Kein Pixel hat am zweiten Datum eine andere Klasse.</translation>
    </message>
    <message>
        <source>No pixel is valid on both dates in the place that both scenes show.</source>
        <translation>Kein Pixel ist an beiden Daten gültig, wo beide Szenen etwas zeigen.</translation>
    </message>
    <message>
        <source>No pixel of the scene has features.</source>
        <translation>Kein Pixel der Szene hat Merkmale.</translation>
    </message>
    <message>
        <source>No pixel of the scene is valid in every polarisation.</source>
        <translation>Kein Pixel der Szene ist in jeder Polarisation gültig.</translation>
    </message>
    <message>
        <source>No place can be found in the layer: its georeference makes no sense.</source>
        <translation>Im Layer lässt sich kein Ort finden: Seine Georeferenz ergibt keinen Sinn.</translation>
    </message>
    <message>
        <source>No place is above the threshold of {percent} %.</source>
        <translation>Keine Stelle liegt über der Schwelle von {percent} %.</translation>
    </message>
    <message>
        <source>No place is left to suggest: all is labelled or nodata.</source>
        <translation>Es bleibt keine Stelle vorzuschlagen: Alles hat schon Labels oder ist Leerwert.</translation>
    </message>
    <message>
        <source>No place is marked.</source>
        <translation>Es ist keine Stelle markiert.</translation>
    </message>
    <message>
        <source>No place of the scene has features.</source>
        <translation>Keine Stelle der Szene hat Merkmale.</translation>
    </message>
    <message>
        <source>No place says what is looked for.</source>
        <translation>Keine Stelle sagt, was gesucht wird.</translation>
    </message>
    <message>
        <source>No polygon of the label layers is selected.</source>
        <translation>Kein Polygon der Labellayer ist gewählt.</translation>
    </message>
    <message>
        <source>No polygon yet: the class will not be learned.</source>
        <translation>Noch kein Polygon: Die Klasse wird nicht gelernt.</translation>
    </message>
    <message>
        <source>No polygon yet: this class cannot be learned.</source>
        <translation>Noch kein Polygon: Diese Klasse kann nicht gelernt werden.</translation>
    </message>
    <message>
        <source>No radar layer: choose at least one.</source>
        <translation>Kein Radarlayer: Wählen Sie mindestens einen.</translation>
    </message>
    <message>
        <source>No suitable Python was found</source>
        <translation>Kein geeignetes Python gefunden</translation>
    </message>
    <message>
        <source>No valid pixel lies in the part of the scene that was chosen.</source>
        <translation>Im gewählten Teil der Szene liegt kein gültiges Pixel.</translation>
    </message>
    <message>
        <source>No valid pixel was found in any of the places that were looked at, all over a very large scene.</source>
        <translation>An keiner der Stellen, die in einer sehr großen Szene angesehen wurden, war ein gültiges Pixel.</translation>
    </message>
    <message>
        <source>No zone holds a pixel of '{name}' with a class.</source>
        <translation>In keiner Zone liegt ein Pixel von '{name}' mit einer Klasse.</translation>
    </message>
    <message>
        <source>Nodata value</source>
        <translation>Leerwert</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>None of its points or polygons can be compared.</source>
        <translation>Keiner der Punkte und keines der Polygone lässt sich vergleichen.</translation>
    </message>
    <message>
        <source>None of {span} here{seen}. Install Python 3.12 and look again.</source>
        <translation>Keines von {span} hier{seen}. Installieren Sie Python 3.12, und suchen Sie erneut.</translation>
    </message>
    <message>
        <source>None of {span} here{seen}: Sardino fetches one of its own, {size} MB</source>
        <translation>Keines von {span} hier{seen}: Sardino lädt ein eigenes herunter, {size} MB</translation>
    </message>
    <message>
        <source>None yet: set it up to use Sardino.</source>
        <translation>Noch keine: Richten Sie sie ein, um Sardino zu verwenden.</translation>
    </message>
    <message>
        <source>None: make a new one</source>
        <translation>Keiner: einen neuen anlegen</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Nothing could be held out: draw at least two polygons of each class to know how good the map is.</source>
        <translation>Es konnte nichts zurückgehalten werden: Zeichnen Sie mindestens zwei Polygone je Klasse, um zu erfahren, wie gut die Karte ist.</translation>
    </message>
    <message>
        <source>Nothing drawn yet.</source>
        <translation>Noch nichts gezeichnet.</translation>
    </message>
    <message>
        <source>Nothing is selected: all polygons of the layer.</source>
        <translation>Nichts ist gewählt: alle Polygone des Layers.</translation>
    </message>
    <message>
        <source>Nothing names the polarisation: the band is taken as co-pol (VV or HH).</source>
        <translation>Nichts nennt die Polarisation: Der Kanal gilt als Ko-Polarisation (VV oder HH).</translation>
    </message>
    <message>
        <source>Nothing of it was used. Try again; if it happens again, choose another package index, or a folder of packages.</source>
        <translation>Nichts davon wurde verwendet. Versuchen Sie es erneut; geschieht es wieder, wählen Sie einen anderen Paketindex oder einen Ordner mit Paketen.</translation>
    </message>
    <message>
        <source>Nothing says which band is meant.</source>
        <translation>Nichts verrät, welcher Kanal gemeint ist.</translation>
    </message>
    <message>
        <source>Nothing was written. Start again when you are ready.</source>
        <translation>Es wurde nichts geschrieben. Starten Sie erneut, wenn Sie so weit sind.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Number of dates</source>
        <translation>Anzahl der Daten</translation>
    </message>
    <message>
        <source>Number of places</source>
        <translation>Anzahl der Stellen</translation>
    </message>
    <message>
        <source>Number of places found</source>
        <translation>Anzahl der gefundenen Stellen</translation>
    </message>
    <message>
        <source>Number of points</source>
        <translation>Anzahl der Punkte</translation>
    </message>
    <message>
        <source>Number of points drawn</source>
        <translation>Anzahl gezogener Punkte</translation>
    </message>
    <message>
        <source>Number of polygons</source>
        <translation>Anzahl der Polygone</translation>
    </message>
    <message>
        <source>Number of segments</source>
        <translation>Anzahl der Segmente</translation>
    </message>
    <message>
        <source>Number of segments (0: proposed)</source>
        <translation>Anzahl der Segmente (0: vorgeschlagen)</translation>
    </message>
    <message>
        <source>Number of zones with a class</source>
        <translation>Anzahl der Zonen mit einer Klasse</translation>
    </message>
    <message>
        <source>Number the files if there are earlier ones</source>
        <translation>Dateien nummerieren, wenn es frühere gibt</translation>
    </message>
    <message>
        <source>Numerical precision. 'auto' takes the fastest that the device does well.</source>
        <translation>Numerische Präzision. „auto“ nimmt die schnellste, die das Gerät gut beherrscht.</translation>
    </message>
    <message>
        <source>Of '{name}' only the polygons that are selected: {count}.</source>
        <translation>Von „{name}“ nur die gewählten Polygone: {count}.</translation>
    </message>
    <message>
        <source>Of label layers with a selection, only the polygons that are selected.</source>
        <translation>Von Labellayern mit einer Auswahl nur die gewählten Polygone.</translation>
    </message>
    <message>
        <source>Of the overall accuracy. Half of it needs four times as many points.</source>
        <translation>Der Gesamtgenauigkeit. Die Hälfte davon braucht viermal so viele Punkte.</translation>
    </message>
    <message>
        <source>Of the picture over the map.</source>
        <translation>Des Bildes über der Karte.</translation>
    </message>
    <message>
        <source>Off while you interpret: the map's class would lead you.</source>
        <translation>Aus, solange Sie interpretieren: Die Klasse der Karte würde Sie beeinflussen.</translation>
    </message>
    <message>
        <source>Olofsson et al. advise 50 to 100.</source>
        <translation>Olofsson et al. raten zu 50 bis 100.</translation>
    </message>
    <message>
        <source>On the left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>On the map: {name}</source>
        <translation>Auf der Karte: {name}</translation>
    </message>
    <message>
        <source>On the right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>On {scenes} scenes with calibrated VV and VH: accuracy {accuracy}, mean IoU {miou}.</source>
        <translation>Bei {scenes} Szenen mit kalibriertem VV und VH: Genauigkeit {accuracy}, mittlere IoU {miou}.</translation>
    </message>
    <message>
        <source>On {scenes} scenes with calibrated VV and VH: {iou}.</source>
        <translation>Bei {scenes} Szenen mit kalibriertem VV und VH: {iou}.</translation>
    </message>
    <message>
        <source>On {scenes} such scenes whose water it was not taught, this model found water with an IoU of {iou}.</source>
        <translation>Bei {scenes} solchen Szenen, deren Wasser das Modell nicht gelernt hatte, fand es Wasser mit einer IoU von {iou}.</translation>
    </message>
    <message>
        <source>On {scenes} such scenes of places that it had not seen, this model had an accuracy of {accuracy} and a mean IoU of {miou}.</source>
        <translation>Bei {scenes} solchen Szenen von Orten, die das Modell nicht kannte, hatte es eine Genauigkeit von {accuracy} und eine mittlere IoU von {miou}.</translation>
    </message>
    <message>
        <source>One or more radar layers that the polygons lie on.</source>
        <translation>Ein oder mehrere Radarlayer, auf denen die Polygone liegen.</translation>
    </message>
    <message>
        <source>One page with its pictures inside.</source>
        <translation>Eine Seite mit ihren Bildern.</translation>
    </message>
    <message>
        <source>One polarisation only ({name}): what looks alike in it cannot be told apart.</source>
        <translation>Nur eine Polarisation ({name}): Was darin gleich aussieht, lässt sich nicht unterscheiden.</translation>
    </message>
    <message>
        <source>One polygon: it can be learned but not checked. Draw at least two.</source>
        <translation>Ein Polygon: Die Klasse kann gelernt, aber nicht geprüft werden. Zeichnen Sie mindestens zwei.</translation>
    </message>
    <message>
        <source>One polygon: nothing is left to check the class with. Draw at least two, better five.</source>
        <translation>Ein Polygon: Es bleibt keines, um die Klasse zu prüfen. Zeichnen Sie mindestens zwei, besser fünf.</translation>
    </message>
    <message>
        <source>One segment is the whole layer: choose 2 or more, or 0.</source>
        <translation>Ein Segment ist der ganze Layer: Wählen Sie 2 oder mehr, oder 0.</translation>
    </message>
    <message>
        <source>Only about {pixels:.0f} pixels: too little to learn from. Draw larger polygons.</source>
        <translation>Nur etwa {pixels:.0f} Pixel: zu wenig, um daraus zu lernen. Zeichnen Sie größere Polygone.</translation>
    </message>
    <message>
        <source>Only if VH (or HV) is a file of its own on the same grid.</source>
        <translation>Nur wenn VH (oder HV) eine eigene Datei auf demselben Pixelraster ist.</translation>
    </message>
    <message>
        <source>Only if VH or HV is a layer of its own: one per radar layer, in the same order.</source>
        <translation>Nur wenn VH oder HV ein eigener Layer ist: einer je Radarlayer, in derselben Reihenfolge.</translation>
    </message>
    <message>
        <source>Only inside these polygons</source>
        <translation>Nur innerhalb dieser Polygone</translation>
    </message>
    <message>
        <source>Only places that are at least so similar are shown and become polygons.</source>
        <translation>Nur Stellen, die mindestens so ähnlich sind, werden gezeigt und zu Polygonen.</translation>
    </message>
    <message>
        <source>Only these classes were expected: {names}.</source>
        <translation>Nur diese Klassen wurden erwartet: {names}.</translation>
    </message>
    <message>
        <source>Only until QGIS is closed</source>
        <translation>Nur bis QGIS geschlossen wird</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>Open Raster &gt; Sardino &gt; Set up model backend: it makes Sardino's Python environment, or takes an existing one of yours.</source>
        <translation>Öffnen Sie Raster &gt; Sardino &gt; Modell-Backend einrichten: Das erstellt die Python-Umgebung von Sardino oder übernimmt eine Ihrer vorhandenen.</translation>
    </message>
    <message>
        <source>Open it in QGIS and export it as a GeoPackage to another folder.</source>
        <translation>Öffnen Sie den Layer in QGIS und exportieren Sie ihn als GeoPackage in einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Open the folder with the files</source>
        <translation>Ordner mit den Dateien öffnen</translation>
    </message>
    <message>
        <source>Open the page with all figures</source>
        <translation>Seite mit allen Zahlen öffnen</translation>
    </message>
    <message>
        <source>Open the point's form</source>
        <translation>Formular des Punktes öffnen</translation>
    </message>
    <message>
        <source>OpenVINO is not installed.</source>
        <translation>OpenVINO ist nicht installiert.</translation>
    </message>
    <message>
        <source>Opening the dates</source>
        <translation>Daten werden geöffnet</translation>
    </message>
    <message>
        <source>Opening the features</source>
        <translation>Merkmale werden geöffnet</translation>
    </message>
    <message>
        <source>Opening the scene</source>
        <translation>Szene wird geöffnet</translation>
    </message>
    <message>
        <source>Opens the help in the browser; it is on this computer.</source>
        <translation>Öffnet die Hilfe im Browser; sie liegt auf diesem Computer.</translation>
    </message>
    <message>
        <source>Opens the set-up: the environment Full has PyTorch.</source>
        <translation>Öffnet die Einrichtung: Die Umgebung Voll hat PyTorch.</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Other changes</source>
        <translation>Andere Änderungen</translation>
    </message>
    <message>
        <source>Other dates of this place</source>
        <translation>Andere Daten dieses Ortes</translation>
    </message>
    <message>
        <source>Other ways</source>
        <translation>Andere Wege</translation>
    </message>
    <message>
        <source>Otherwise a model of that name stays, and the run fails.</source>
        <translation>Sonst bleibt ein Modell dieses Namens erhalten, und der Lauf schlägt fehl.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Ausgabeordner</translation>
    </message>
    <message>
        <source>Overall accuracy</source>
        <translation>Gesamtgenauigkeit</translation>
    </message>
    <message>
        <source>Overall accuracy (0 to 1)</source>
        <translation>Gesamtgenauigkeit (0 bis 1)</translation>
    </message>
    <message>
        <source>Overall accuracy: {value:.1f} % (95 % interval {low:.1f} to {high:.1f} %)</source>
        <translation>Gesamtgenauigkeit: {value:.1f} % (95-%-Intervall {low:.1f} bis {high:.1f} %)</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF-Dateien (*.pdf)</translation>
    </message>
    <message>
        <source>Package &amp;index</source>
        <translation>Paket&amp;index</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Parts of a radar layer that look alike to the network, without any labels.</source>
        <translation>Teile eines Radarlayers, die für das Netz gleich aussehen, ganz ohne Labels.</translation>
    </message>
    <message>
        <source>Parts of the stack</source>
        <translation>Teile des Stapels</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Permanent water bodies</source>
        <translation>Dauerhafte Gewässer</translation>
    </message>
    <message>
        <source>Pick a segment</source>
        <translation>Ein Segment wählen</translation>
    </message>
    <message>
        <source>Pick segments on the map</source>
        <translation>Segmente in der Karte wählen</translation>
    </message>
    <message>
        <source>Pixel value of the class in the land cover</source>
        <translation>Pixelwert der Klasse in der Landbedeckung</translation>
    </message>
    <message>
        <source>Pixel values</source>
        <translation>Pixelwerte</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Pixels of the attention layer</source>
        <translation>Pixel des Aufmerksamkeitslayers</translation>
    </message>
    <message>
        <source>Pixels of the radar layer beneath them, about</source>
        <translation>Pixel des Radarlayers darunter, ungefähr</translation>
    </message>
    <message>
        <source>Place under the mouse</source>
        <translation>Stelle unter der Maus</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Stellen</translation>
    </message>
    <message>
        <source>Places like this</source>
        <translation>Stellen dieser Art</translation>
    </message>
    <message>
        <source>Places like this: {likes}. Not like this: {others}.</source>
        <translation>Stellen dieser Art: {likes}. Nicht dieser Art: {others}.</translation>
    </message>
    <message>
        <source>Places not like this</source>
        <translation>Stellen anderer Art</translation>
    </message>
    <message>
        <source>Places not seen in training (scenes)</source>
        <translation>Orte außerhalb des Trainings (Szenen)</translation>
    </message>
    <message>
        <source>Places that were marked</source>
        <translation>Markierte Stellen</translation>
    </message>
    <message>
        <source>Please report this with the log (View &gt; Panels &gt; Log Messages &gt; Sardino).</source>
        <translation>Bitte melden Sie dies mit dem Protokoll (Ansicht &gt; Bedienfelder &gt; Protokoll &gt; Sardino).</translation>
    </message>
    <message>
        <source>Point at a place</source>
        <translation>Auf eine Stelle zeigen</translation>
    </message>
    <message>
        <source>Point {number} of {count}, {done} done.</source>
        <translation>Punkt {number} von {count}, {done} fertig.</translation>
    </message>
    <message>
        <source>Points are written to .gpkg or .geojson files.</source>
        <translation>Punkte werden in .gpkg- oder .geojson-Dateien geschrieben.</translation>
    </message>
    <message>
        <source>Points or polygons used</source>
        <translation>Verwendete Punkte oder Polygone</translation>
    </message>
    <message>
        <source>Points per class</source>
        <translation>Punkte je Klasse</translation>
    </message>
    <message>
        <source>Points per class, at least</source>
        <translation>Punkte je Klasse, mindestens</translation>
    </message>
    <message>
        <source>Points where labels would help the model most.</source>
        <translation>Punkte, an denen Labels dem Modell am meisten helfen würden.</translation>
    </message>
    <message>
        <source>Points with rank, reason, guessed class and confidence.</source>
        <translation>Punkte mit Rang, Grund, vermuteter Klasse und Konfidenz.</translation>
    </message>
    <message>
        <source>Points, lines or polygons on what you do not look for. Empty: none.</source>
        <translation>Punkte, Linien oder Polygone auf dem, was Sie nicht suchen. Leer: keine.</translation>
    </message>
    <message>
        <source>Points, lines or polygons on what you look for, in any coordinate system.</source>
        <translation>Punkte, Linien oder Polygone auf dem, was Sie suchen, in beliebigem Koordinatensystem.</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <source>Polygon layer</source>
        <translation>Polygonlayer</translation>
    </message>
    <message>
        <source>Polygon layers in any coordinate system; copied, with unsaved edits, never changed.</source>
        <translation>Polygonlayer in beliebigem Koordinatensystem; samt ungespeicherten Änderungen kopiert, nie verändert.</translation>
    </message>
    <message>
        <source>Polygons</source>
        <translation>Polygone</translation>
    </message>
    <message>
        <source>Polygons are written as a GeoPackage: choose a file that ends with .gpkg.</source>
        <translation>Polygone werden als GeoPackage geschrieben: Wählen Sie eine Datei, die auf .gpkg endet.</translation>
    </message>
    <message>
        <source>Polygons of '{name}' with the value '{value}' are in no class and left out: {count}.</source>
        <translation>Polygone von „{name}“ mit dem Wert „{value}“ gehören zu keiner Klasse und bleiben weg: {count}.</translation>
    </message>
    <message>
        <source>Polygons of '{name}' with {values} more values are in no class and left out: {count}.</source>
        <translation>Polygone von „{name}“ mit {values} weiteren Werten gehören zu keiner Klasse und bleiben weg: {count}.</translation>
    </message>
    <message>
        <source>Polygons of a layer</source>
        <translation>Polygone eines Layers</translation>
    </message>
    <message>
        <source>Polygons of a map with shared borders, with class, area and confidence.</source>
        <translation>Polygone einer Karte mit gemeinsamen Grenzen, mit Klasse, Fläche und Konfidenz.</translation>
    </message>
    <message>
        <source>Polygons of the label layer</source>
        <translation>Polygone des Label-Layers</translation>
    </message>
    <message>
        <source>Polygons of these layers are kept clear of.</source>
        <translation>Von Polygonen dieser Layer wird Abstand gehalten.</translation>
    </message>
    <message>
        <source>Polygons outside the radar layer: {count}.</source>
        <translation>Polygone außerhalb des Radarlayers: {count}.</translation>
    </message>
    <message>
        <source>Polygons without a class: {count}.</source>
        <translation>Polygone ohne Klasse: {count}.</translation>
    </message>
    <message>
        <source>Polygons: districts, parcels, catchments.</source>
        <translation>Polygone: Bezirke, Parzellen, Einzugsgebiete.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <source>Preparing …</source>
        <translation>Wird vorbereitet …</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Principal colours</source>
        <translation>Hauptkomponenten-Farben</translation>
    </message>
    <message>
        <source>Principal components</source>
        <translation>Hauptkomponenten</translation>
    </message>
    <message>
        <source>Print layout</source>
        <translation>Drucklayout</translation>
    </message>
    <message>
        <source>Prior shares</source>
        <translation>Erwartete Anteile</translation>
    </message>
    <message>
        <source>Probabilities, a band per class</source>
        <translation>Wahrscheinlichkeiten, ein Band je Klasse</translation>
    </message>
    <message>
        <source>Probability of change</source>
        <translation>Wahrscheinlichkeit einer Änderung</translation>
    </message>
    <message>
        <source>Producer's accuracy</source>
        <translation>Produzentengenauigkeit</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Fortschritt des Trainings</translation>
    </message>
    <message>
        <source>Protected classes (codes)</source>
        <translation>Geschützte Klassen (Codes)</translation>
    </message>
    <message>
        <source>Putting it into use</source>
        <translation>Wird in Betrieb genommen</translation>
    </message>
    <message>
        <source>PyPI, or a mirror's address such as https://mirror.example/simple</source>
        <translation>PyPI, oder die Adresse eines Spiegelservers wie https://mirror.example/simple</translation>
    </message>
    <message>
        <source>PyTorch is not part of this environment.</source>
        <translation>PyTorch gehört nicht zu dieser Umgebung.</translation>
    </message>
    <message>
        <source>PyTorch's own index cannot be reached. The build on PyPI takes its place.</source>
        <translation>Der eigene Index von PyTorch ist nicht erreichbar. An seine Stelle tritt die Variante auf PyPI.</translation>
    </message>
    <message>
        <source>PyTorch's own index cannot be reached. The build on PyPI takes its place; on Linux it brings CUDA along, {size:.1f} GB, unless pip knows another.</source>
        <translation>Der eigene Index von PyTorch ist nicht erreichbar. An seine Stelle tritt die Variante auf PyPI; unter Linux bringt sie CUDA mit, {size:.1f} GB, sofern pip keine andere kennt.</translation>
    </message>
    <message>
        <source>Radar layer</source>
        <translation>Radarlayer</translation>
    </message>
    <message>
        <source>Radar layers</source>
        <translation>Radarlayer</translation>
    </message>
    <message>
        <source>Radar layers of other dates: all dates are averaged first, so there is less speckle.</source>
        <translation>Radar-Layer anderer Daten: Alle Daten werden zuerst gemittelt, daher gibt es weniger Speckle.</translation>
    </message>
    <message>
        <source>Radar layers of the project, or files.</source>
        <translation>Radar-Layer des Projekts oder Dateien.</translation>
    </message>
    <message>
        <source>Radar layers, one per date</source>
        <translation>Radar-Layer, einer je Datum</translation>
    </message>
    <message>
        <source>Raise 'Kept features' in Settings &gt; Options &gt; Sardino, free some space, or choose a smaller extent.</source>
        <translation>Erhöhen Sie „Behaltene Merkmale“ unter Einstellungen &gt; Optionen &gt; Sardino, schaffen Sie Platz, oder wählen Sie eine kleinere Ausdehnung.</translation>
    </message>
    <message>
        <source>Random points in each class of a map, to interpret against imagery.</source>
        <translation>Zufällige Punkte in jeder Klasse einer Karte, anhand von Bildern zu interpretieren.</translation>
    </message>
    <message>
        <source>Raw digital numbers</source>
        <translation>Rohe Digitalwerte</translation>
    </message>
    <message>
        <source>Read, as you chose, as {unit}, {bands}, {resolution}</source>
        <translation>Gelesen, wie gewählt, als {unit}, {bands}, {resolution}</translation>
    </message>
    <message>
        <source>Reading the polygons</source>
        <translation>Polygone werden gelesen</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Red, green and blue (GeoTIFF).</source>
        <translation>Rot, Grün und Blau (GeoTIFF).</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Reference points or polygons</source>
        <translation>Referenzpunkte oder -polygone</translation>
    </message>
    <message>
        <source>Reference: a sample, points or polygons</source>
        <translation>Referenz: Stichprobe, Punkte oder Polygone</translation>
    </message>
    <message>
        <source>Reference: {name}, {kind}. In brackets: 95 % intervals.</source>
        <translation>Referenz: {name}, {kind}. In Klammern: 95-%-Intervalle.</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Bemerkungen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove all places</source>
        <translation>Alle Stellen entfernen</translation>
    </message>
    <message>
        <source>Remove or rename it.</source>
        <translation>Entfernen Sie es, oder benennen Sie es um.</translation>
    </message>
    <message>
        <source>Remove result …</source>
        <translation>Ergebnis entfernen …</translation>
    </message>
    <message>
        <source>Remove the class (Del)</source>
        <translation>Klasse entfernen (Entf)</translation>
    </message>
    <message>
        <source>Remove the class and its places</source>
        <translation>Klasse und ihre Stellen entfernen</translation>
    </message>
    <message>
        <source>Remove these layers from the project? Their files stay.</source>
        <translation>Diese Layer aus dem Projekt entfernen? Ihre Dateien bleiben erhalten.</translation>
    </message>
    <message>
        <source>Removes all places. Undo brings them back.</source>
        <translation>Entfernt alle Stellen. „Rückgängig“ holt sie zurück.</translation>
    </message>
    <message>
        <source>Removes patches below a minimum mapping unit, as a new layer.</source>
        <translation>Entfernt Flecken unter einer kleinsten Kartiereinheit, als neuer Layer.</translation>
    </message>
    <message>
        <source>Rename it, or choose a shorter name.</source>
        <translation>Benennen Sie um oder wählen Sie einen kürzeren Namen.</translation>
    </message>
    <message>
        <source>Rename the file.</source>
        <translation>Benennen Sie die Datei um.</translation>
    </message>
    <message>
        <source>Rename the model</source>
        <translation>Modell umbenennen</translation>
    </message>
    <message>
        <source>Renamed to '{}'.</source>
        <translation>Umbenannt in „{}“.</translation>
    </message>
    <message>
        <source>Repair its data source (Layer &gt; Set Data Source), or choose another layer.</source>
        <translation>Reparieren Sie seine Datenquelle (Layer &gt; Datenquelle ändern), oder wählen Sie einen anderen Layer.</translation>
    </message>
    <message>
        <source>Replace a model of that name</source>
        <translation>Modell dieses Namens ersetzen</translation>
    </message>
    <message>
        <source>Replace the model '{name}'? It cannot be brought back.</source>
        <translation>Modell „{name}“ ersetzen? Es lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Report (JSON)</source>
        <translation>Bericht (JSON)</translation>
    </message>
    <message>
        <source>Report as PDF</source>
        <translation>Bericht als PDF</translation>
    </message>
    <message>
        <source>Report made</source>
        <translation>Bericht gemacht</translation>
    </message>
    <message>
        <source>Report of the run (JSON)</source>
        <translation>Bericht über den Lauf (JSON)</translation>
    </message>
    <message>
        <source>Report on a map</source>
        <translation>Bericht über eine Karte</translation>
    </message>
    <message>
        <source>Restart QGIS. If it happens again, install the plugin anew.</source>
        <translation>Starten Sie QGIS neu. Falls es wieder geschieht, installieren Sie die Erweiterung neu.</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Rows: true class; columns: predicted. Pixels, and their share of the row.</source>
        <translation>Zeilen: wahre Klasse; Spalten: vorhergesagte. Pixel und ihr Anteil an der Zeile.</translation>
    </message>
    <message>
        <source>SAR la&amp;yer</source>
        <translation>SAR-La&amp;yer</translation>
    </message>
    <message>
        <source>STAC Collection</source>
        <translation>STAC-Collection</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Stichprobe</translation>
    </message>
    <message>
        <source>Samples by class of the map (rows) and of the reference (columns)</source>
        <translation>Stichproben nach Klasse der Karte (Zeilen) und der Referenz (Spalten)</translation>
    </message>
    <message>
        <source>Sardino compares two dates</source>
        <translation>Sardino vergleicht zwei Daten</translation>
    </message>
    <message>
        <source>Sardino could not finish</source>
        <translation>Sardino konnte nicht abschließen</translation>
    </message>
    <message>
        <source>Sardino counts labels</source>
        <translation>Sardino zählt Labels</translation>
    </message>
    <message>
        <source>Sardino features (*.features)</source>
        <translation>Sardino-Merkmale (*.features)</translation>
    </message>
    <message>
        <source>Sardino fine-tunes a model</source>
        <translation>Sardino stimmt ein Modell fein ab</translation>
    </message>
    <message>
        <source>Sardino looks where to label</source>
        <translation>Sardino sucht, wo Labels helfen</translation>
    </message>
    <message>
        <source>Sardino models</source>
        <translation>Sardino-Modelle</translation>
    </message>
    <message>
        <source>Sardino models (*.safetensors)</source>
        <translation>Sardino-Modelle (*.safetensors)</translation>
    </message>
    <message>
        <source>Sardino panel</source>
        <translation>Sardino-Bedienfeld</translation>
    </message>
    <message>
        <source>Sardino segments a layer</source>
        <translation>Sardino segmentiert einen Layer</translation>
    </message>
    <message>
        <source>Sardino writes a report</source>
        <translation>Sardino schreibt einen Bericht</translation>
    </message>
    <message>
        <source>Sardino's Processing provider is not loaded. Restart QGIS.</source>
        <translation>Der Verarbeitungsanbieter von Sardino ist nicht geladen. Starten Sie QGIS neu.</translation>
    </message>
    <message>
        <source>Sardino's Python environment is incomplete</source>
        <translation>Die Python-Umgebung von Sardino ist unvollständig</translation>
    </message>
    <message>
        <source>Sardino's Python environment was not found</source>
        <translation>Die Python-Umgebung von Sardino wurde nicht gefunden</translation>
    </message>
    <message>
        <source>Sardino's model runs in a Python environment of its own. It is made once, inside your QGIS profile. QGIS and its Python stay as they are, and no administrator rights are needed.</source>
        <translation>Das Modell von Sardino läuft in einer eigenen Python-Umgebung. Sie wird einmal erstellt, innerhalb Ihres QGIS-Profils. QGIS und sein Python bleiben, wie sie sind, und es sind keine Administratorrechte nötig.</translation>
    </message>
    <message>
        <source>Sardino's worker is of another version than the plugin</source>
        <translation>Der Worker von Sardino hat eine andere Version als die Erweiterung</translation>
    </message>
    <message>
        <source>Sardino's worker process answered with nonsense</source>
        <translation>Der Worker-Prozess von Sardino hat unverständlich geantwortet</translation>
    </message>
    <message>
        <source>Sardino's worker process did not start</source>
        <translation>Der Worker-Prozess von Sardino ist nicht gestartet</translation>
    </message>
    <message>
        <source>Sardino's worker process ended in the middle of the job</source>
        <translation>Der Worker-Prozess von Sardino endete mitten im Auftrag</translation>
    </message>
    <message>
        <source>Sardino's worker process stopped answering</source>
        <translation>Der Worker-Prozess von Sardino antwortet nicht mehr</translation>
    </message>
    <message>
        <source>Sardino: diagnostics</source>
        <translation>Sardino: Diagnose</translation>
    </message>
    <message>
        <source>Sardino: land cover from radar layers</source>
        <translation>Sardino: Landbedeckung aus Radarlayern</translation>
    </message>
    <message>
        <source>Sardino: segmentation of radar images</source>
        <translation>Sardino: Segmentierung von Radarbildern</translation>
    </message>
    <message>
        <source>Save edits</source>
        <translation>Änderungen speichern</translation>
    </message>
    <message>
        <source>Save it as a GeoPackage in QGIS (Export &gt; Save Features As), or add the Full environment.</source>
        <translation>Speichern Sie den Layer in QGIS als GeoPackage (Export &gt; Objekte speichern als) oder richten Sie die Umgebung Full ein.</translation>
    </message>
    <message>
        <source>Save your edits, and try again.</source>
        <translation>Speichern Sie Ihre Änderungen und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Saves the edits of the label layer and goes on editing.</source>
        <translation>Speichert die Änderungen des Label-Layers und setzt die Bearbeitung fort.</translation>
    </message>
    <message>
        <source>Saving the model</source>
        <translation>Modell wird gespeichert</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>Szene</translation>
    </message>
    <message>
        <source>Scene: {name}</source>
        <translation>Szene: {name}</translation>
    </message>
    <message>
        <source>Scenes at the same time</source>
        <translation>Szenen gleichzeitig</translation>
    </message>
    <message>
        <source>Scenes made</source>
        <translation>Gemachte Szenen</translation>
    </message>
    <message>
        <source>Scenes that failed</source>
        <translation>Gescheiterte Szenen</translation>
    </message>
    <message>
        <source>Scenes that were finished before</source>
        <translation>Szenen, die schon fertig waren</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Scores (JSON)</source>
        <translation>Bewertung (JSON)</translation>
    </message>
    <message>
        <source>Scores and confusion matrix as a page.</source>
        <translation>Bewertung und Konfusionsmatrix als Seite.</translation>
    </message>
    <message>
        <source>Scores and confusion matrix for a spreadsheet.</source>
        <translation>Bewertung und Konfusionsmatrix für eine Tabellenkalkulation.</translation>
    </message>
    <message>
        <source>Scores are those of the fast part; the whole network raised them where that was checked.</source>
        <translation>Die Bewertung gilt für den schnellen Teil; das ganze Netz hat sie dort, wo es geprüft wurde, verbessert.</translation>
    </message>
    <message>
        <source>Scores are those of the fast part; what the whole network brought was not checked.</source>
        <translation>Die Bewertung gilt für den schnellen Teil; was das ganze Netz brachte, wurde nicht geprüft.</translation>
    </message>
    <message>
        <source>Scores by region and kind of scene</source>
        <translation>Bewertung nach Gebiet und Art der Szene</translation>
    </message>
    <message>
        <source>Scores of '{name}'</source>
        <translation>Bewertung von „{name}“</translation>
    </message>
    <message>
        <source>Scores of each class</source>
        <translation>Bewertung je Klasse</translation>
    </message>
    <message>
        <source>Scores per class and confusion matrix as a page.</source>
        <translation>Bewertung je Klasse und Konfusionsmatrix als Seite.</translation>
    </message>
    <message>
        <source>Se&amp;gment layer</source>
        <translation>Layer &amp;segmentieren</translation>
    </message>
    <message>
        <source>Second layer for VH or HV</source>
        <translation>Zweiter Layer für VH oder HV</translation>
    </message>
    <message>
        <source>Second layer of strata</source>
        <translation>Zweiter Layer der Schichten</translation>
    </message>
    <message>
        <source>Second layers (VH or HV)</source>
        <translation>Zweite Layer (VH oder HV)</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segmentieren</translation>
    </message>
    <message>
        <source>Segment an archive</source>
        <translation>Ein Archiv segmentieren</translation>
    </message>
    <message>
        <source>Segment even if it does not look like radar</source>
        <translation>Segmentieren, auch wenn es nicht nach Radar aussieht</translation>
    </message>
    <message>
        <source>Segment layer</source>
        <translation>Layer segmentieren</translation>
    </message>
    <message>
        <source>Segment only inside these polygons; only the selected ones if you tick it.</source>
        <translation>Nur innerhalb dieser Polygone segmentieren; nur in den gewählten, wenn Sie das aktivieren.</translation>
    </message>
    <message>
        <source>Segment only this extent. Empty: the whole layer.</source>
        <translation>Nur diese Ausdehnung segmentieren. Leer: der ganze Layer.</translation>
    </message>
    <message>
        <source>Segment the whole layer, or repair its georeference.</source>
        <translation>Segmentieren Sie den ganzen Layer, oder reparieren Sie seine Georeferenz.</translation>
    </message>
    <message>
        <source>Segment them into different folders.</source>
        <translation>Segmentieren Sie die Szenen in verschiedene Ordner.</translation>
    </message>
    <message>
        <source>Segment with t&amp;his model</source>
        <translation>M&amp;it Modell segmentieren</translation>
    </message>
    <message>
        <source>Segment {number}</source>
        <translation>Segment {number}</translation>
    </message>
    <message>
        <source>Segmentation</source>
        <translation>Segmentierung</translation>
    </message>
    <message>
        <source>Segmented layer</source>
        <translation>Segmentierter Layer</translation>
    </message>
    <message>
        <source>Segmenting keeps what the network saw in a scene, so that the page Explore and fine-tuning need no second look at it. Beyond this limit the files that were not used for longest are removed.</source>
        <translation>Beim Segmentieren wird behalten, was das Netz in einer Szene sah; so müssen die Seite „Erkunden“ und die Feinabstimmung sie nicht noch einmal betrachten. Über dieser Grenze werden die am längsten nicht verwendeten Dateien entfernt.</translation>
    </message>
    <message>
        <source>Segmenting the first date</source>
        <translation>Erstes Datum wird segmentiert</translation>
    </message>
    <message>
        <source>Segmenting the second date</source>
        <translation>Zweites Datum wird segmentiert</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>Segments numbered from 1; 0 where the input is invalid (GeoTIFF).</source>
        <translation>Segmente, nummeriert ab 1; 0, wo die Eingabe ungültig ist (GeoTIFF).</translation>
    </message>
    <message>
        <source>Segments the layer even if it does not look like a radar image.</source>
        <translation>Segmentiert den Layer auch, wenn er nicht wie ein Radarbild aussieht.</translation>
    </message>
    <message>
        <source>Segments the layer with the choices above. ({keys})</source>
        <translation>Segmentiert den Layer mit den Einstellungen oben. ({keys})</translation>
    </message>
    <message>
        <source>Segments the layers that are selected in the layer tree, a folder or a list of files.</source>
        <translation>Segmentiert die Layer, die im Layerbaum ausgewählt sind, einen Ordner oder eine Liste von Dateien.</translation>
    </message>
    <message>
        <source>Segments without labels</source>
        <translation>Segmente ohne Labels</translation>
    </message>
    <message>
        <source>Select a segment to name it, several to merge them.</source>
        <translation>Wählen Sie ein Segment, um es zu benennen, mehrere, um sie zusammenzuführen.</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Select at least one polygon, or leave the polygons empty.</source>
        <translation>Wählen Sie mindestens ein Polygon, oder lassen Sie die Polygone leer.</translation>
    </message>
    <message>
        <source>Select polygons, or draw one.</source>
        <translation>Wählen Sie Polygone, oder zeichnen Sie eines.</translation>
    </message>
    <message>
        <source>Select the polygons to learn from, or do without 'Selected polygons only'.</source>
        <translation>Wählen Sie die Polygone, von denen gelernt werden soll, oder verzichten Sie auf „Nur gewählte Polygone“.</translation>
    </message>
    <message>
        <source>Select two raster layers in the layer panel first.</source>
        <translation>Wählen Sie zuerst zwei Raster-Layer im Layerfenster aus.</translation>
    </message>
    <message>
        <source>Selected polygons only</source>
        <translation>Nur gewählte Polygone</translation>
    </message>
    <message>
        <source>Send several requests, one after the other.</source>
        <translation>Senden Sie mehrere Aufträge, einen nach dem anderen.</translation>
    </message>
    <message>
        <source>Set up Sardino's backend again: Raster &gt; Sardino &gt; Set up model backend.</source>
        <translation>Richten Sie das Backend von Sardino neu ein: Raster &gt; Sardino &gt; Modell-Backend einrichten.</translation>
    </message>
    <message>
        <source>Set up model backend</source>
        <translation>Modell-Backend einrichten</translation>
    </message>
    <message>
        <source>Set up model backend …</source>
        <translation>Modell-Backend einrichten …</translation>
    </message>
    <message>
        <source>Several bands hold the same polarisation: the first of each is taken.</source>
        <translation>Mehrere Kanäle enthalten dieselbe Polarisation: Es wird jeweils der erste genommen.</translation>
    </message>
    <message>
        <source>Several dates</source>
        <translation>Mehrere Daten</translation>
    </message>
    <message>
        <source>Several dates as one</source>
        <translation>Mehrere Daten als eines</translation>
    </message>
    <message>
        <source>Several scenes …</source>
        <translation>Mehrere Szenen …</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Share of changed pixels (0 to 1)</source>
        <translation>Anteil geänderter Pixel (0 bis 1)</translation>
    </message>
    <message>
        <source>Share of pixels in small patches that stay (0 to 1)</source>
        <translation>Anteil der Pixel in kleinen Flecken, die bleiben (0 bis 1)</translation>
    </message>
    <message>
        <source>Share of the area that got a class</source>
        <translation>Anteil an der Fläche, die eine Klasse bekam</translation>
    </message>
    <message>
        <source>Share of the area that is unlike what the model was trained on (0 to 1)</source>
        <translation>Anteil der Fläche, der anders ist als das, womit das Modell trainiert wurde (0 bis 1)</translation>
    </message>
    <message>
        <source>Share of the area with a confidence below 50 % (0 to 1)</source>
        <translation>Anteil der Fläche mit einer Konfidenz unter 50 % (0 bis 1)</translation>
    </message>
    <message>
        <source>Share of the attention that is shown</source>
        <translation>Gezeigter Anteil der Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Share of unfamiliar ground (0 to 1)</source>
        <translation>Anteil fremden Bodens (0 bis 1)</translation>
    </message>
    <message>
        <source>Show &amp;before</source>
        <translation>&amp;Vorher zeigen</translation>
    </message>
    <message>
        <source>Show a&amp;fter</source>
        <translation>Nac&amp;hher zeigen</translation>
    </message>
    <message>
        <source>Show around the point</source>
        <translation>Um den Punkt zeigen</translation>
    </message>
    <message>
        <source>Show colours on the map</source>
        <translation>Farben in der Karte zeigen</translation>
    </message>
    <message>
        <source>Show the &amp;confidence</source>
        <translation>&amp;Konfidenz zeigen</translation>
    </message>
    <message>
        <source>Show the land &amp;cover</source>
        <translation>&amp;Landbedeckung zeigen</translation>
    </message>
    <message>
        <source>Show what the map says</source>
        <translation>Zeigen, was die Karte sagt</translation>
    </message>
    <message>
        <source>Shows the two layers that are selected, or the two topmost ones, on both sides of a line.</source>
        <translation>Zeigt die zwei ausgewählten oder die zwei obersten Layer auf beiden Seiten einer Linie.</translation>
    </message>
    <message>
        <source>Shrubland</source>
        <translation>Buschland</translation>
    </message>
    <message>
        <source>Similar from</source>
        <translation>Ähnlich ab</translation>
    </message>
    <message>
        <source>Similar places</source>
        <translation>Ähnliche Stellen</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>Similarity in percent (GeoTIFF).</source>
        <translation>Ähnlichkeit in Prozent (GeoTIFF).</translation>
    </message>
    <message>
        <source>Similarity of the scene</source>
        <translation>Ähnlichkeit der Szene</translation>
    </message>
    <message>
        <source>Simplify borders</source>
        <translation>Grenzen vereinfachen</translation>
    </message>
    <message>
        <source>Simplify borders by (pixels)</source>
        <translation>Grenzen vereinfachen um (Pixel)</translation>
    </message>
    <message>
        <source>Simplify the polygons (Vector &gt; Geometry Tools &gt; Simplify), or select fewer of them.</source>
        <translation>Vereinfachen Sie die Polygone (Vektor &gt; Geometrie-Werkzeuge &gt; Vereinfachen), oder wählen Sie weniger davon.</translation>
    </message>
    <message>
        <source>Size of the file (MB)</source>
        <translation>Größe der Datei (MB)</translation>
    </message>
    <message>
        <source>Smaller patches are removed, measured on the ellipsoid. 0: none.</source>
        <translation>Kleinere Flecken werden entfernt, gemessen auf dem Ellipsoid. 0: keine.</translation>
    </message>
    <message>
        <source>Smaller patches go to the neighbour that is most probable there.</source>
        <translation>Kleinere Flecken gehen an den Nachbarn, der dort am wahrscheinlichsten ist.</translation>
    </message>
    <message>
        <source>Smooth borders first (3 × 3 majority)</source>
        <translation>Grenzen zuerst glätten (Mehrheit 3 × 3)</translation>
    </message>
    <message>
        <source>Snow and ice</source>
        <translation>Schnee und Eis</translation>
    </message>
    <message>
        <source>So it was left out: pixels are taken as 10 m, areas are unknown.</source>
        <translation>Sie bleibt deshalb weg: Pixel gelten als 10 m groß, Flächen sind unbekannt.</translation>
    </message>
    <message>
        <source>Some marked places lie outside the scene or on ground without data: they do not count.</source>
        <translation>Einige markierte Stellen liegen außerhalb der Szene oder auf Boden ohne Daten: Sie zählen nicht.</translation>
    </message>
    <message>
        <source>Start &amp;from the model</source>
        <translation>Ausgangsm&amp;odell</translation>
    </message>
    <message>
        <source>Start again: all scenes are then made with the new model, or give the old model.</source>
        <translation>Starten Sie neu: dann werden alle Szenen mit dem neuen Modell gemacht. Oder geben Sie das alte Modell an.</translation>
    </message>
    <message>
        <source>Start again; a fresh worker will be used. If it happens again, report it with the log.</source>
        <translation>Starten Sie erneut; dafür wird ein frischer Worker verwendet. Falls es wieder geschieht, melden Sie es mit dem Protokoll.</translation>
    </message>
    <message>
        <source>Start again; a fresh worker will be used. If it happens again, segment a smaller extent, close other programs, or choose the CPU.</source>
        <translation>Starten Sie erneut; dafür wird ein frischer Worker verwendet. Falls es wieder geschieht, segmentieren Sie eine kleinere Ausdehnung, schließen Sie andere Programme, oder wählen Sie die CPU.</translation>
    </message>
    <message>
        <source>Start from one of its bases, with all polygons.</source>
        <translation>Gehen Sie von einem seiner Ausgangsmodelle aus, mit allen Polygonen.</translation>
    </message>
    <message>
        <source>Start from the model</source>
        <translation>Ausgangsmodell</translation>
    </message>
    <message>
        <source>Start the scheduler and its workers, then start again; finished scenes are kept.</source>
        <translation>Starten Sie den Scheduler und seine Worker, dann noch einmal; fertige Szenen bleiben.</translation>
    </message>
    <message>
        <source>Start the workers with the Python of Sardino's environment, and with Sardino's folder in PYTHONPATH.</source>
        <translation>Starten Sie die Worker mit dem Python von Sardinos Umgebung und mit Sardinos Ordner in PYTHONPATH.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Wird gestartet</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Wird gestartet …</translation>
    </message>
    <message>
        <source>Store it in tiles: Raster &gt; Conversion &gt; Translate, with the creation option TILED=YES.</source>
        <translation>Speichern Sie es in Kacheln: Raster &gt; Konvertierung &gt; Übersetzen, mit der Erzeugungsoption TILED=YES.</translation>
    </message>
    <message>
        <source>Strata with a single unit have no known variance, so intervals are too short: {strata}.</source>
        <translation>Schichten mit einer einzigen Einheit haben keine bekannte Varianz, daher sind die Intervalle zu kurz: {strata}.</translation>
    </message>
    <message>
        <source>Suggest where to label next</source>
        <translation>Stellen für weitere Labels vorschlagen</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Sure to {mean:.0f} % on average in this view, below 50 % on {low:.0f} % of it. This is the classifier's own opinion, not an accuracy.</source>
        <translation>In diesem Ausschnitt im Mittel zu {mean:.0f} % sicher, auf {low:.0f} % davon unter 50 %. Das ist die eigene Meinung des Klassifikators, keine Genauigkeit.</translation>
    </message>
    <message>
        <source>Swipe on the map</source>
        <translation>Auf der Karte wischen</translation>
    </message>
    <message>
        <source>Switches between the map of the base model and that of the new one.</source>
        <translation>Wechselt zwischen der Karte des Basismodells und der des neuen Modells.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Table of changes</source>
        <translation>Tabelle der Änderungen</translation>
    </message>
    <message>
        <source>Table of failures</source>
        <translation>Tabelle der Fehler</translation>
    </message>
    <message>
        <source>Take the character out: no name can have it.</source>
        <translation>Nehmen Sie das Zeichen heraus: Kein Name kann es enthalten.</translation>
    </message>
    <message>
        <source>Take the last place back (Ctrl+Z)</source>
        <translation>Letzte Stelle zurücknehmen (Strg+Z)</translation>
    </message>
    <message>
        <source>Take the packages from a &amp;folder (no internet)</source>
        <translation>Pakete aus einem &amp;Ordner nehmen (kein Internet)</translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation>Einstufung</translation>
    </message>
    <message>
        <source>Takes the last place back (Ctrl+Z).</source>
        <translation>Nimmt die letzte Stelle zurück (Strg+Z).</translation>
    </message>
    <message>
        <source>Takes the layers of the last run out of the project; the files stay.</source>
        <translation>Nimmt die Layer des letzten Laufs aus dem Projekt; die Dateien bleiben erhalten.</translation>
    </message>
    <message>
        <source>Teach by clicking</source>
        <translation>Durch Klicks anlernen</translation>
    </message>
    <message>
        <source>Teach on the map</source>
        <translation>In der Karte anlernen</translation>
    </message>
    <message>
        <source>Temporary instead: deleted when QGIS is closed.</source>
        <translation>Stattdessen temporär: wird gelöscht, wenn QGIS geschlossen wird.</translation>
    </message>
    <message>
        <source>Text for the attribute 'model'. Empty: what the map's file says.</source>
        <translation>Text für das Attribut 'model'. Leer: was die Datei der Karte sagt.</translation>
    </message>
    <message>
        <source>Text for the attribute 'scene'. Empty: what the map's file says.</source>
        <translation>Text für das Attribut 'scene'. Leer: was die Datei der Karte sagt.</translation>
    </message>
    <message>
        <source>That would be {points} points.</source>
        <translation>Das wären {points} Punkte.</translation>
    </message>
    <message>
        <source>The Python that the environment is made from. It is not changed.</source>
        <translation>Das Python, aus dem die Umgebung erstellt wird. Es wird nicht verändert.</translation>
    </message>
    <message>
        <source>The QGIS profile cannot be written to: {reason}</source>
        <translation>In das QGIS-Profil kann nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <source>The QGIS profile's folder cannot be written to</source>
        <translation>In den Ordner des QGIS-Profils kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The accuracy of this map was not measured: nobody compared it with a reference.</source>
        <translation>Die Genauigkeit dieser Karte wurde nicht gemessen: Niemand hat sie mit einer Referenz verglichen.</translation>
    </message>
    <message>
        <source>The answer is too long</source>
        <translation>Die Antwort ist zu lang</translation>
    </message>
    <message>
        <source>The attention could not be written</source>
        <translation>Die Aufmerksamkeit konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The attention is a layer of the project now: {file}</source>
        <translation>Die Aufmerksamkeit ist jetzt ein Layer des Projekts: {file}</translation>
    </message>
    <message>
        <source>The band does not exist</source>
        <translation>Der Kanal ist nicht vorhanden</translation>
    </message>
    <message>
        <source>The bands of '{name}' cannot be told apart.</source>
        <translation>Die Bänder von '{name}' lassen sich nicht unterscheiden.</translation>
    </message>
    <message>
        <source>The base model is never overwritten.</source>
        <translation>Das Basismodell wird nie überschrieben.</translation>
    </message>
    <message>
        <source>The calibration factor in the file's tags leads to no backscatter: it is left out.</source>
        <translation>Der Kalibrierfaktor in den Tags der Datei ergibt keine Rückstreuung: Er wird nicht verwendet.</translation>
    </message>
    <message>
        <source>The calibration of a scene is unknown: its level may differ between the dates without any change of the ground.</source>
        <translation>Die Kalibrierung einer Szene ist unbekannt: Ihr Pegel kann sich zwischen den Daten unterscheiden, ohne dass sich der Boden geändert hat.</translation>
    </message>
    <message>
        <source>The class could not be saved: the layer cannot be edited.</source>
        <translation>Die Klasse ließ sich nicht speichern: Der Layer kann nicht bearbeitet werden.</translation>
    </message>
    <message>
        <source>The classes are not JSON: {reason}.</source>
        <translation>Die Klassen sind kein JSON: {reason}.</translation>
    </message>
    <message>
        <source>The classes are not a list of classes.</source>
        <translation>Die Klassen sind keine Liste von Klassen.</translation>
    </message>
    <message>
        <source>The classes of the model are not known yet.</source>
        <translation>Die Klassen des Modells sind noch nicht bekannt.</translation>
    </message>
    <message>
        <source>The code of '{name}' has to be from 1 to {largest}.</source>
        <translation>Der Code von „{name}“ muss zwischen 1 und {largest} liegen.</translation>
    </message>
    <message>
        <source>The colours are a layer of the project now.</source>
        <translation>Die Farben sind jetzt ein Layer des Projekts.</translation>
    </message>
    <message>
        <source>The computer ran out of memory.</source>
        <translation>Dem Computer ist der Arbeitsspeicher ausgegangen.</translation>
    </message>
    <message>
        <source>The confidence of the same run: a picture, and the confidence of each class.</source>
        <translation>Die Konfidenz desselben Laufs: ein Bild, und die Konfidenz jeder Klasse.</translation>
    </message>
    <message>
        <source>The coordinate system is none of a map: pixels are taken as 10 m, areas are unknown.</source>
        <translation>Das Koordinatensystem ist keines einer Karte: Pixel gelten als 10 m groß, Flächen sind unbekannt.</translation>
    </message>
    <message>
        <source>The coordinate system is unknown: pixels are taken as 10 m, and areas are unknown.</source>
        <translation>Das Koordinatensystem ist unbekannt: Pixel gelten als 10 m groß, und Flächen sind unbekannt.</translation>
    </message>
    <message>
        <source>The coordinate system of the file cannot be read.</source>
        <translation>Das Koordinatensystem der Datei kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The coordinates do not fit: pixels are taken as 10 m, areas are unknown.</source>
        <translation>Die Koordinaten passen nicht: Pixel gelten als 10 m groß, Flächen sind unbekannt.</translation>
    </message>
    <message>
        <source>The dates are not calibrated: a brighter date counts more than a darker one.</source>
        <translation>Die Daten sind nicht kalibriert: Ein helleres Datum zählt mehr als ein dunkleres.</translation>
    </message>
    <message>
        <source>The device is not available</source>
        <translation>Das Gerät ist nicht verfügbar</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Der Datenträger ist voll</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>The earlier layer ({first}) was taken after the later layer ({second}): exchange them.</source>
        <translation>Der frühere Layer ({first}) wurde nach dem späteren ({second}) aufgenommen: Tauschen Sie die beiden.</translation>
    </message>
    <message>
        <source>The engine is not available</source>
        <translation>Das Rechenwerk ist nicht verfügbar</translation>
    </message>
    <message>
        <source>The example places cannot be used</source>
        <translation>Die Beispielstellen sind nicht verwendbar</translation>
    </message>
    <message>
        <source>The extent and the polygon have no place in common in this scene.</source>
        <translation>Die Ausdehnung und das Polygon haben in dieser Szene keine gemeinsame Stelle.</translation>
    </message>
    <message>
        <source>The extent and the scene have no place in common.</source>
        <translation>Die Ausdehnung und die Szene haben keine gemeinsame Stelle.</translation>
    </message>
    <message>
        <source>The extent cannot be found in the scene's coordinate system.</source>
        <translation>Die Ausdehnung lässt sich im Koordinatensystem der Szene nicht bestimmen.</translation>
    </message>
    <message>
        <source>The extent does not overlap '{name}'.</source>
        <translation>Die Ausdehnung überlappt „{name}“ nicht.</translation>
    </message>
    <message>
        <source>The extent lies outside the layer</source>
        <translation>Die Ausdehnung liegt außerhalb des Layers</translation>
    </message>
    <message>
        <source>The extent lies outside the place that both scenes show.</source>
        <translation>Die Ausdehnung liegt außerhalb des Ortes, den beide Szenen zeigen.</translation>
    </message>
    <message>
        <source>The extent lies outside the scene.</source>
        <translation>Die Ausdehnung liegt außerhalb der Szene.</translation>
    </message>
    <message>
        <source>The extent or the polygons cannot be used</source>
        <translation>Die Ausdehnung oder die Polygone sind nicht verwendbar</translation>
    </message>
    <message>
        <source>The features are not those of this scene.</source>
        <translation>Die Merkmale gehören nicht zu dieser Szene.</translation>
    </message>
    <message>
        <source>The features cannot be kept</source>
        <translation>Die Merkmale können nicht behalten werden</translation>
    </message>
    <message>
        <source>The field that holds the class, numbers or words. Several, with semicolons if layers differ.</source>
        <translation>Das Feld, das die Klasse enthält, als Zahl oder Wort. Mehrere, mit Semikolon getrennt, falls sich die Layer unterscheiden.</translation>
    </message>
    <message>
        <source>The figures hold for the whole map only if the places were chosen at random.</source>
        <translation>Die Zahlen gelten nur dann für die ganze Karte, wenn die Orte zufällig gewählt wurden.</translation>
    </message>
    <message>
        <source>The file does not say what its numbers are. They look like decibels that were multiplied to be stored as whole numbers, and are read so. If they are not, choose the units yourself.</source>
        <translation>Die Datei sagt nicht, was ihre Zahlen bedeuten. Sie sehen wie Dezibel aus, die vervielfacht wurden, um als ganze Zahlen gespeichert zu werden, und werden so gelesen. Wenn das nicht stimmt, wählen Sie die Einheit selbst.</translation>
    </message>
    <message>
        <source>The file python (python.exe) of an environment that has the packages already.</source>
        <translation>Die Datei python (python.exe) einer Umgebung, die die Pakete schon enthält.</translation>
    </message>
    <message>
        <source>The folder has no packages (.whl): fill it first.</source>
        <translation>Der Ordner enthält keine Pakete (.whl): Füllen Sie ihn zuerst.</translation>
    </message>
    <message>
        <source>The folder has no {package}.</source>
        <translation>Im Ordner fehlt {package}.</translation>
    </message>
    <message>
        <source>The georeference gives pixels without an area.</source>
        <translation>Die Georeferenz ergibt Pixel ohne Fläche.</translation>
    </message>
    <message>
        <source>The georeference has coordinates too large to be places.</source>
        <translation>Die Georeferenz hat Koordinaten, die zu groß für Orte sind.</translation>
    </message>
    <message>
        <source>The georeference has pixels smaller than the rounding of its coordinates.</source>
        <translation>Die Georeferenz hat Pixel, die kleiner sind als die Rundung ihrer Koordinaten.</translation>
    </message>
    <message>
        <source>The georeference holds numbers that are not finite.</source>
        <translation>Die Georeferenz enthält Zahlen, die nicht endlich sind.</translation>
    </message>
    <message>
        <source>The ground control points are no places.</source>
        <translation>Die Passpunkte sind keine Orte.</translation>
    </message>
    <message>
        <source>The ground control points contradict each other.</source>
        <translation>Die Passpunkte widersprechen einander.</translation>
    </message>
    <message>
        <source>The ground control points lie on one line.</source>
        <translation>Die Passpunkte liegen auf einer Linie.</translation>
    </message>
    <message>
        <source>The ground control points of the scene contradict each other.</source>
        <translation>Die Passpunkte der Szene widersprechen einander.</translation>
    </message>
    <message>
        <source>The image is located by ground control points only, and so are the products.</source>
        <translation>Das Bild ist nur durch Passpunkte verortet, und so sind es auch die Produkte.</translation>
    </message>
    <message>
        <source>The kept features cannot be read</source>
        <translation>Die behaltenen Merkmale sind nicht lesbar</translation>
    </message>
    <message>
        <source>The kept features do not apply any more</source>
        <translation>Die behaltenen Merkmale gelten nicht mehr</translation>
    </message>
    <message>
        <source>The kept features of the scene are damaged or of another version.</source>
        <translation>Die behaltenen Merkmale der Szene sind beschädigt oder von einer anderen Version.</translation>
    </message>
    <message>
        <source>The kept features of the scene are no longer there.</source>
        <translation>Die behaltenen Merkmale der Szene sind nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>The label layer could not be made</source>
        <translation>Der Label-Layer konnte nicht angelegt werden</translation>
    </message>
    <message>
        <source>The label layer has unsaved edits; they are learned from too.</source>
        <translation>Der Label-Layer hat ungespeicherte Änderungen; auch von ihnen wird gelernt.</translation>
    </message>
    <message>
        <source>The labels are fine.</source>
        <translation>Die Labels sind in Ordnung.</translation>
    </message>
    <message>
        <source>The labels cannot be used</source>
        <translation>Die Labels sind nicht verwendbar</translation>
    </message>
    <message>
        <source>The land cover is a layer of the project now.</source>
        <translation>Die Landbedeckung ist jetzt ein Layer des Projekts.</translation>
    </message>
    <message>
        <source>The layer cannot be read</source>
        <translation>Der Layer kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>The layer cannot be used</source>
        <translation>Der Layer ist nicht verwendbar</translation>
    </message>
    <message>
        <source>The layer comes from a map server, which sends pictures and no radar values: download the scene as a file</source>
        <translation>Der Layer kommt von einem Kartenserver, der Bilder und keine Radarwerte liefert: Laden Sie die Szene als Datei herunter</translation>
    </message>
    <message>
        <source>The layer could not be copied for the worker</source>
        <translation>Der Layer konnte nicht für den Worker kopiert werden</translation>
    </message>
    <message>
        <source>The layer does not look like a radar image.</source>
        <translation>Der Layer sieht nicht wie ein Radarbild aus.</translation>
    </message>
    <message>
        <source>The layer does not say how it was made: model, parameters and origin are unknown.</source>
        <translation>Der Layer sagt nicht, wie er entstand: Modell, Parameter und Herkunft sind unbekannt.</translation>
    </message>
    <message>
        <source>The layer group '{name}' holds no radar layer.</source>
        <translation>Die Layergruppe „{name}“ enthält keinen Radarlayer.</translation>
    </message>
    <message>
        <source>The layer group cannot be used</source>
        <translation>Die Layergruppe ist nicht verwendbar</translation>
    </message>
    <message>
        <source>The layer is no file on this computer.</source>
        <translation>Der Layer ist keine Datei auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The layer is not available: repair its data source</source>
        <translation>Der Layer ist nicht verfügbar: Reparieren Sie seine Datenquelle</translation>
    </message>
    <message>
        <source>The layer is not available: repair its data source, or choose another one</source>
        <translation>Der Layer ist nicht verfügbar: Reparieren Sie seine Datenquelle, oder wählen Sie einen anderen</translation>
    </message>
    <message>
        <source>The layer is too large</source>
        <translation>Der Layer ist zu groß</translation>
    </message>
    <message>
        <source>The layer lies on a network</source>
        <translation>Der Layer liegt in einem Netzwerk</translation>
    </message>
    <message>
        <source>The layer's folder goes with the next update of Sardino.</source>
        <translation>Der Ordner des Layers verschwindet mit der nächsten Aktualisierung von Sardino.</translation>
    </message>
    <message>
        <source>The layer's folder is on a network share.</source>
        <translation>Der Ordner des Layers liegt auf einem Netzlaufwerk.</translation>
    </message>
    <message>
        <source>The layer's folder is temporary itself.</source>
        <translation>Der Ordner des Layers ist selbst temporär.</translation>
    </message>
    <message>
        <source>The layer's folder may not be written to.</source>
        <translation>In den Ordner des Layers darf nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The layers made lie on its grid.</source>
        <translation>Die erzeugten Layer liegen auf seinem Raster.</translation>
    </message>
    <message>
        <source>The layers were taken from different tracks ({first} and {second}): hills and houses look different from another side without any change of the ground.</source>
        <translation>Die Layer stammen von verschiedenen Bahnen ({first} und {second}): Hügel und Häuser sehen von einer anderen Seite anders aus, ohne dass sich der Boden geändert hat.</translation>
    </message>
    <message>
        <source>The limiting geometry has coordinates that are not finite.</source>
        <translation>Die begrenzende Geometrie hat Koordinaten, die nicht endlich sind.</translation>
    </message>
    <message>
        <source>The limiting geometry holds no polygon.</source>
        <translation>Die begrenzende Geometrie enthält kein Polygon.</translation>
    </message>
    <message>
        <source>The limiting geometry is no GeoJSON polygon.</source>
        <translation>Die begrenzende Geometrie ist kein GeoJSON-Polygon.</translation>
    </message>
    <message>
        <source>The map is a layer of the project now.</source>
        <translation>Die Karte ist jetzt ein Layer des Projekts.</translation>
    </message>
    <message>
        <source>The map is doubtful.</source>
        <translation>Die Karte ist zweifelhaft.</translation>
    </message>
    <message>
        <source>The map is doubtful: mean confidence {mean:.0f} %, below 50 % on {low:.0f} % of the area.</source>
        <translation>Die Karte ist zweifelhaft: mittlere Konfidenz {mean:.0f} %, unter 50 % auf {low:.0f} % der Fläche.</translation>
    </message>
    <message>
        <source>The map's confidence: neighbours vote with it. Empty: each has one vote.</source>
        <translation>Die Konfidenz der Karte: Die Nachbarn stimmen damit ab. Leer: Jeder hat eine Stimme.</translation>
    </message>
    <message>
        <source>The maps of all scenes of a folder, a list or several layers.</source>
        <translation>Die Karten aller Szenen eines Ordners, einer Liste oder mehrerer Layer.</translation>
    </message>
    <message>
        <source>The maps of {count} more scenes are in the folder.</source>
        <translation>Die Karten von {count} weiteren Szenen sind im Ordner.</translation>
    </message>
    <message>
        <source>The marked places cannot be used</source>
        <translation>Die markierten Stellen sind nicht verwendbar</translation>
    </message>
    <message>
        <source>The marked places lie on ground without data.</source>
        <translation>Die markierten Stellen liegen auf Boden ohne Daten.</translation>
    </message>
    <message>
        <source>The marked places lie outside the scene.</source>
        <translation>Die markierten Stellen liegen außerhalb der Szene.</translation>
    </message>
    <message>
        <source>The mean of several dates of one place, with less speckle, and how the dates vary.</source>
        <translation>Das Mittel mehrerer Daten eines Ortes, mit weniger Speckle, und wie sich die Daten unterscheiden.</translation>
    </message>
    <message>
        <source>The minimum mapping unit is too large for this raster</source>
        <translation>Die kleinste Kartiereinheit ist zu groß für dieses Raster</translation>
    </message>
    <message>
        <source>The model backend is of another version of Sardino.</source>
        <translation>Das Modell-Backend gehört zu einer anderen Version von Sardino.</translation>
    </message>
    <message>
        <source>The model backend is ready.</source>
        <translation>Das Modell-Backend ist bereit.</translation>
    </message>
    <message>
        <source>The model cannot be read</source>
        <translation>Das Modell kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>The model does not know its training data</source>
        <translation>Das Modell kennt seine Trainingsdaten nicht</translation>
    </message>
    <message>
        <source>The model does not run in this environment</source>
        <translation>Das Modell läuft nicht in dieser Umgebung</translation>
    </message>
    <message>
        <source>The model has changed since the scene's features were kept.</source>
        <translation>Das Modell hat sich geändert, seit die Merkmale der Szene behalten wurden.</translation>
    </message>
    <message>
        <source>The model is sure of most of it.</source>
        <translation>Das Modell ist sich bei den meisten Flächen sicher.</translation>
    </message>
    <message>
        <source>The model is there already.</source>
        <translation>Das Modell ist schon dort.</translation>
    </message>
    <message>
        <source>The model learns from all of them at once. Del takes one out.</source>
        <translation>Das Modell lernt von allen zugleich. Entf nimmt einen Eintrag heraus.</translation>
    </message>
    <message>
        <source>The model looks at the whole scene once. All that follows is then answered at once.</source>
        <translation>Das Modell betrachtet die ganze Szene einmal. Alles Weitere wird dann sofort beantwortet.</translation>
    </message>
    <message>
        <source>The model needs a Python environment of its own. 'Set up model backend' makes it, once; QGIS itself stays as it is.</source>
        <translation>Das Modell braucht eine eigene Python-Umgebung. „Modell-Backend einrichten“ erstellt sie, ein einziges Mal; QGIS selbst bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>The model that made this map is no longer installed: its card is left out.</source>
        <translation>Das Modell, das diese Karte gemacht hat, ist nicht mehr installiert: Sein Steckbrief fehlt.</translation>
    </message>
    <message>
        <source>The model was not found</source>
        <translation>Das Modell wurde nicht gefunden</translation>
    </message>
    <message>
        <source>The model's card has no scores on such scenes.</source>
        <translation>Die Karte des Modells hat keine Bewertung für solche Szenen.</translation>
    </message>
    <message>
        <source>The model's card is left out: {reason}</source>
        <translation>Der Steckbrief des Modells fehlt: {reason}</translation>
    </message>
    <message>
        <source>The most frequent class around each pixel, before patches are removed. It rounds corners.</source>
        <translation>Die häufigste Klasse um jedes Pixel, bevor Flecken entfernt werden. Rundet Ecken ab.</translation>
    </message>
    <message>
        <source>The most likely class of every pixel, in the model's colours.</source>
        <translation>Die wahrscheinlichste Klasse jedes Pixels, in den Farben des Modells.</translation>
    </message>
    <message>
        <source>The most that the model's process may take, of the computer's memory and of a GPU's. With less, it works in smaller pieces. On macOS it only holds for the GPU and the caches.</source>
        <translation>So viel darf der Prozess des Modells höchstens belegen, vom Speicher des Computers und von dem einer GPU. Mit weniger arbeitet er in kleineren Stücken. Unter macOS gilt die Grenze nur für die GPU und die Zwischenspeicher.</translation>
    </message>
    <message>
        <source>The name of the source is no name of a file.</source>
        <translation>Der Name der Quelle ist kein Dateiname.</translation>
    </message>
    <message>
        <source>The new map, on the same grid and with the same colours.</source>
        <translation>Die neue Karte, auf demselben Raster und mit denselben Farben.</translation>
    </message>
    <message>
        <source>The one selected polygon.</source>
        <translation>Das eine gewählte Polygon.</translation>
    </message>
    <message>
        <source>The output folder cannot be written to</source>
        <translation>In den Ausgabeordner kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The output folder is a file: {}. Choose a folder.</source>
        <translation>Der Ausgabeordner ist eine Datei: {}. Wählen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>The package index gives no SHA-256 of {file}.</source>
        <translation>Der Paketindex nennt keinen SHA-256 von {file}.</translation>
    </message>
    <message>
        <source>The package index has no {name} {version} for this system.</source>
        <translation>Der Paketindex hat kein {name} {version} für dieses System.</translation>
    </message>
    <message>
        <source>The package index names a file that leads out of its folder.</source>
        <translation>Der Paketindex nennt eine Datei, die aus ihrem Ordner hinausführt.</translation>
    </message>
    <message>
        <source>The packages could not be downloaded</source>
        <translation>Die Pakete konnten nicht heruntergeladen werden</translation>
    </message>
    <message>
        <source>The page 'Segment' makes an attention layer of the whole scene</source>
        <translation>Die Seite „Segmentieren“ macht einen Aufmerksamkeitslayer der ganzen Szene</translation>
    </message>
    <message>
        <source>The parameters do not fit together</source>
        <translation>Die Parameter passen nicht zusammen</translation>
    </message>
    <message>
        <source>The pixels are larger than 40 m: expect a rough map.</source>
        <translation>Die Pixel sind größer als 40 m: Erwarten Sie eine grobe Karte.</translation>
    </message>
    <message>
        <source>The place is held. Click on the map to let it go.</source>
        <translation>Die Stelle ist festgehalten. Ein Klick in die Karte gibt sie frei.</translation>
    </message>
    <message>
        <source>The places that get most, up to this share of all attention; the DINO paper takes 60 %.</source>
        <translation>Die Stellen, die am meisten bekommen, bis zu diesem Anteil aller Aufmerksamkeit; der DINO-Artikel nimmt 60 %.</translation>
    </message>
    <message>
        <source>The plugin and its backend may be of different versions: set up the backend again.</source>
        <translation>Die Erweiterung und ihr Backend haben vielleicht verschiedene Versionen: Richten Sie das Backend neu ein.</translation>
    </message>
    <message>
        <source>The points, with a form to choose their class.</source>
        <translation>Die Punkte, mit einem Formular für ihre Klasse.</translation>
    </message>
    <message>
        <source>The polygon lies outside the scene.</source>
        <translation>Das Polygon liegt außerhalb der Szene.</translation>
    </message>
    <message>
        <source>The polygons could not be written</source>
        <translation>Die Polygone konnten nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The polygons have too many vertices</source>
        <translation>Die Polygone haben zu viele Stützpunkte</translation>
    </message>
    <message>
        <source>The polygons lie where {crs} is not defined.</source>
        <translation>Die Polygone liegen, wo {crs} nicht definiert ist.</translation>
    </message>
    <message>
        <source>The polygons, styled by class, as a GeoPackage.</source>
        <translation>Die Polygone, nach Klasse gefärbt, als GeoPackage.</translation>
    </message>
    <message>
        <source>The probability layer says how likely a change to this class is (80: water). 0: any change.</source>
        <translation>Der Wahrscheinlichkeits-Layer sagt, wie wahrscheinlich eine Änderung zu dieser Klasse ist (80: Wasser). 0: jede Änderung.</translation>
    </message>
    <message>
        <source>The probability layer says how likely a change to this class is.</source>
        <translation>Der Wahrscheinlichkeits-Layer sagt, wie wahrscheinlich eine Änderung zu dieser Klasse ist.</translation>
    </message>
    <message>
        <source>The process of a scene ended</source>
        <translation>Der Prozess einer Szene endete</translation>
    </message>
    <message>
        <source>The profile's path is long: if the set-up fails, enable long paths in Windows</source>
        <translation>Der Pfad des Profils ist lang: Falls die Einrichtung fehlschlägt, aktivieren Sie lange Pfade in Windows</translation>
    </message>
    <message>
        <source>The radar layer: one polarisation, or both in its bands.</source>
        <translation>Der Radarlayer: eine Polarisation, oder beide in seinen Kanälen.</translation>
    </message>
    <message>
        <source>The reference data cannot be used</source>
        <translation>Die Referenzdaten können nicht verwendet werden</translation>
    </message>
    <message>
        <source>The report is on the clipboard.</source>
        <translation>Der Bericht ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>The result cannot be written</source>
        <translation>Das Ergebnis kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The result is a GeoTIFF: choose a file that ends with .tif.</source>
        <translation>Das Ergebnis ist ein GeoTIFF: Wählen Sie eine Datei, die auf .tif endet.</translation>
    </message>
    <message>
        <source>The run ended without a reason. Look at the log (View &gt; Panels &gt; Log Messages &gt; Sardino).</source>
        <translation>Der Lauf endete ohne Begründung. Sehen Sie ins Protokoll (Ansicht &gt; Bedienfelder &gt; Protokoll &gt; Sardino).</translation>
    </message>
    <message>
        <source>The same as on the page 'Segment', where it is said how it is read.</source>
        <translation>Dasselbe wie auf der Seite „Segmentieren“; dort steht, als was es gelesen wird.</translation>
    </message>
    <message>
        <source>The same for printing.</source>
        <translation>Dasselbe zum Drucken.</translation>
    </message>
    <message>
        <source>The same seed gives the same points.</source>
        <translation>Derselbe Startwert gibt dieselben Punkte.</translation>
    </message>
    <message>
        <source>The same seed gives the same points. Another seed gives another sample.</source>
        <translation>Derselbe Startwert gibt dieselben Punkte. Ein anderer gibt eine andere Stichprobe.</translation>
    </message>
    <message>
        <source>The same seed gives the same segments.</source>
        <translation>Derselbe Startwert gibt dieselben Segmente.</translation>
    </message>
    <message>
        <source>The same seed, labels and scenes give the same model.</source>
        <translation>Derselbe Startwert ergibt mit denselben Labels und Szenen dasselbe Modell.</translation>
    </message>
    <message>
        <source>The scene has changed since its features were kept.</source>
        <translation>Die Szene hat sich geändert, seit ihre Merkmale behalten wurden.</translation>
    </message>
    <message>
        <source>The scene has no valid pixel.</source>
        <translation>Die Szene hat kein gültiges Pixel.</translation>
    </message>
    <message>
        <source>The scenes differ in resolution: small places may change for this reason alone.</source>
        <translation>Die Szenen unterscheiden sich in der Auflösung: Kleine Orte können sich allein deshalb ändern.</translation>
    </message>
    <message>
        <source>The scheduler has gone</source>
        <translation>Der Scheduler ist weg</translation>
    </message>
    <message>
        <source>The set-up did not succeed</source>
        <translation>Die Einrichtung ist nicht gelungen</translation>
    </message>
    <message>
        <source>The similarity is a layer of the project now.</source>
        <translation>Die Ähnlichkeit ist jetzt ein Layer des Projekts.</translation>
    </message>
    <message>
        <source>The size of the view is not valid.</source>
        <translation>Die Größe des Ausschnitts ist nicht gültig.</translation>
    </message>
    <message>
        <source>The source stands for data on a server.</source>
        <translation>Die Quelle steht für Daten auf einem Server.</translation>
    </message>
    <message>
        <source>The stack has no part.</source>
        <translation>Der Stapel hat keinen Teil.</translation>
    </message>
    <message>
        <source>The stack on the radar layer's grid, each band with its name (GeoTIFF).</source>
        <translation>Der Stapel auf dem Pixelraster des Radarlayers, jeder Kanal mit seinem Namen (GeoTIFF).</translation>
    </message>
    <message>
        <source>The style of {} could not be saved: {}</source>
        <translation>Der Stil von {} konnte nicht gespeichert werden: {}</translation>
    </message>
    <message>
        <source>The system may have ended the process for lack of memory: use fewer workers or set a limit of memory. Then start again; finished scenes are kept.</source>
        <translation>Vielleicht hat das System den Prozess aus Speichermangel beendet: nehmen Sie weniger Prozesse oder setzen Sie eine Speichergrenze. Dann starten Sie noch einmal; fertige Szenen bleiben.</translation>
    </message>
    <message>
        <source>The text</source>
        <translation>Der Text</translation>
    </message>
    <message>
        <source>The training was cut short.</source>
        <translation>Das Training wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The training went astray: the loss is no longer a number.</source>
        <translation>Das Training ist entgleist: Der Verlust ist keine Zahl mehr.</translation>
    </message>
    <message>
        <source>The two coordinate systems cannot be related to each other.</source>
        <translation>Die beiden Koordinatensysteme lassen sich nicht ineinander umrechnen.</translation>
    </message>
    <message>
        <source>The two files were given in the other order: the second holds the co-pol band.</source>
        <translation>Die beiden Dateien wurden in der anderen Reihenfolge angegeben: Die zweite enthält den Kanal der Ko-Polarisation.</translation>
    </message>
    <message>
        <source>The two polarisations do not match</source>
        <translation>Die beiden Polarisationen passen nicht zusammen</translation>
    </message>
    <message>
        <source>The values are not calibrated: brightness is judged relative to the whole scene.</source>
        <translation>Die Werte sind nicht kalibriert: Die Helligkeit wird im Verhältnis zur ganzen Szene beurteilt.</translation>
    </message>
    <message>
        <source>The view is too large for one answer.</source>
        <translation>Der Ausschnitt ist zu groß für eine Antwort.</translation>
    </message>
    <message>
        <source>The whole scene (CLS token)</source>
        <translation>Ganze Szene (CLS-Token)</translation>
    </message>
    <message>
        <source>The worker cannot read this format; QGIS copies the layer for it.</source>
        <translation>Der Worker kann dieses Format nicht lesen; QGIS kopiert den Layer für ihn.</translation>
    </message>
    <message>
        <source>The {count} selected polygons.</source>
        <translation>Die {count} gewählten Polygone.</translation>
    </message>
    <message>
        <source>Then &amp;segment the view</source>
        <translation>Ausschnitt &amp;segmentieren</translation>
    </message>
    <message>
        <source>There are neither features nor a scene.</source>
        <translation>Es gibt weder Merkmale noch eine Szene.</translation>
    </message>
    <message>
        <source>There are places of one class only.</source>
        <translation>Es gibt nur Stellen einer einzigen Klasse.</translation>
    </message>
    <message>
        <source>There are too few training places for a reference of familiarity.</source>
        <translation>Es gibt zu wenige Trainingsstellen für eine Referenz der Vertrautheit.</translation>
    </message>
    <message>
        <source>There are too many places already.</source>
        <translation>Es gibt schon zu viele Stellen.</translation>
    </message>
    <message>
        <source>There are {layers} label layers but {fields} fields.</source>
        <translation>Es gibt {layers} Label-Layer, aber {fields} Felder.</translation>
    </message>
    <message>
        <source>There are {scenes} scenes but {second} second layers.</source>
        <translation>Es gibt {scenes} Szenen, aber {second} zweite Layer.</translation>
    </message>
    <message>
        <source>There is no data at this place.</source>
        <translation>An dieser Stelle gibt es keine Daten.</translation>
    </message>
    <message>
        <source>There is no georeference: pixels are taken as 10 m, and areas are unknown.</source>
        <translation>Es gibt keine Georeferenz: Pixel gelten als 10 m groß, und Flächen sind unbekannt.</translation>
    </message>
    <message>
        <source>There is no label layer.</source>
        <translation>Es gibt keinen Label-Layer.</translation>
    </message>
    <message>
        <source>There is no layer group '{name}'.</source>
        <translation>Es gibt keine Layergruppe „{name}“.</translation>
    </message>
    <message>
        <source>There is no place in the layer or selection.</source>
        <translation>Im Layer oder in der Auswahl gibt es keine Stelle.</translation>
    </message>
    <message>
        <source>There is no point or polygon in the layer or selection.</source>
        <translation>Im Layer oder in der Auswahl ist kein Punkt oder Polygon.</translation>
    </message>
    <message>
        <source>There is no polygon in the layer or selection.</source>
        <translation>Im Layer oder in der Auswahl ist kein Polygon.</translation>
    </message>
    <message>
        <source>There is no polygon with a class.</source>
        <translation>Es gibt kein Polygon mit einer Klasse.</translation>
    </message>
    <message>
        <source>There is no scene to segment.</source>
        <translation>Es gibt keine Szene zu segmentieren.</translation>
    </message>
    <message>
        <source>There is no scene.</source>
        <translation>Es gibt keine Szene.</translation>
    </message>
    <message>
        <source>There is no second map yet. Segment with the base model and with the new one.</source>
        <translation>Es gibt noch keine zweite Karte. Segmentieren Sie mit dem Basismodell und mit dem neuen.</translation>
    </message>
    <message>
        <source>There is no segment at this place.</source>
        <translation>An dieser Stelle gibt es kein Segment.</translation>
    </message>
    <message>
        <source>There is no such program.</source>
        <translation>Ein solches Programm gibt es nicht.</translation>
    </message>
    <message>
        <source>There is nothing to learn from</source>
        <translation>Es gibt nichts, von dem gelernt werden könnte</translation>
    </message>
    <message>
        <source>There is nothing to tell apart</source>
        <translation>Es gibt nichts zu unterscheiden</translation>
    </message>
    <message>
        <source>There is nothing valid to segment</source>
        <translation>Es gibt nichts Gültiges zu segmentieren</translation>
    </message>
    <message>
        <source>These layers show the same place. Ticked dates are averaged with the layer: less speckle.</source>
        <translation>Diese Layer zeigen denselben Ort. Angekreuzte Daten werden mit dem Layer gemittelt: weniger Speckle.</translation>
    </message>
    <message>
        <source>They are made again at the next run on this scene.</source>
        <translation>Sie werden beim nächsten Lauf mit dieser Szene neu gemacht.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>This computer has no Python that the model runs on, and none could be fetched: {reason}</source>
        <translation>Dieser Computer hat kein Python, auf dem das Modell läuft, und es konnte keines heruntergeladen werden: {reason}</translation>
    </message>
    <message>
        <source>This does not look like a radar image</source>
        <translation>Das sieht nicht wie ein Radarbild aus</translation>
    </message>
    <message>
        <source>This field has {count} different values. Choose the one that holds the class.</source>
        <translation>Dieses Feld hat {count} verschiedene Werte. Wählen Sie das, das die Klasse enthält.</translation>
    </message>
    <message>
        <source>This model was fine-tuned on top of fine-tuned models too many times.</source>
        <translation>Dieses Modell wurde zu oft auf feinabgestimmten Modellen feinabgestimmt.</translation>
    </message>
    <message>
        <source>This needs PyTorch</source>
        <translation>Dafür ist PyTorch nötig</translation>
    </message>
    <message>
        <source>This place lies outside the scene.</source>
        <translation>Diese Stelle liegt außerhalb der Szene.</translation>
    </message>
    <message>
        <source>This scene has {band} alone, calibrated.</source>
        <translation>Diese Szene hat nur {band}, kalibriert.</translation>
    </message>
    <message>
        <source>This scene has {band} alone, uncalibrated.</source>
        <translation>Diese Szene hat nur {band}, nicht kalibriert.</translation>
    </message>
    <message>
        <source>This scene has {first} and {second}, uncalibrated.</source>
        <translation>Diese Szene hat {first} und {second}, nicht kalibriert.</translation>
    </message>
    <message>
        <source>Threshold of embeddings</source>
        <translation>Schwelle der Einbettungen</translation>
    </message>
    <message>
        <source>Tick at least one of the layers to add</source>
        <translation>Aktivieren Sie mindestens einen der hinzuzufügenden Layer</translation>
    </message>
    <message>
        <source>Tick at least two expected classes</source>
        <translation>Haken Sie mindestens zwei erwartete Klassen an</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>To draw and to check, choose a label layer or make a new one.</source>
        <translation>Zum Zeichnen und Prüfen wählen Sie einen Label-Layer oder legen Sie einen neuen an.</translation>
    </message>
    <message>
        <source>To interpret</source>
        <translation>Zu interpretieren</translation>
    </message>
    <message>
        <source>To know</source>
        <translation>Zu wissen</translation>
    </message>
    <message>
        <source>To polygons</source>
        <translation>Zu Polygonen</translation>
    </message>
    <message>
        <source>Too many files are open at the same time.</source>
        <translation>Zu viele Dateien sind gleichzeitig geöffnet.</translation>
    </message>
    <message>
        <source>Train again; what it had worked out about the scenes is kept and makes it quicker.</source>
        <translation>Trainieren Sie erneut; was schon über die Szenen berechnet ist, bleibt erhalten und beschleunigt das Training.</translation>
    </message>
    <message>
        <source>Trained in {time} on {device}.</source>
        <translation>Trainiert in {time} auf {device}.</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>Trainingsdaten</translation>
    </message>
    <message>
        <source>Training the whole network</source>
        <translation>Das ganze Netz wird trainiert</translation>
    </message>
    <message>
        <source>Training the whole network did not help on held-out polygons: the fast result was kept.</source>
        <translation>Das Training des ganzen Netzes hat auf zurückgehaltenen Polygonen nicht geholfen: Das schnelle Ergebnis wurde behalten.</translation>
    </message>
    <message>
        <source>Training, with polygons held out in turn</source>
        <translation>Training, wobei Polygone reihum zurückgehalten werden</translation>
    </message>
    <message>
        <source>Trains a model on polygons of your own.</source>
        <translation>Trainiert ein Modell mit Ihren eigenen Polygonen.</translation>
    </message>
    <message>
        <source>Trains a model that the page 'Segment' can use on other scenes, too.</source>
        <translation>Trainiert ein Modell, das die Seite „Segmentieren“ auch für andere Szenen verwenden kann.</translation>
    </message>
    <message>
        <source>Trains a new model on the labels. ({keys})</source>
        <translation>Trainiert ein neues Modell mit den Labels. ({keys})</translation>
    </message>
    <message>
        <source>Tree cover</source>
        <translation>Baumbestand</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Two classes have the same code.</source>
        <translation>Zwei Klassen haben denselben Code.</translation>
    </message>
    <message>
        <source>Two or more layers of one place. The first one gives the grid.</source>
        <translation>Zwei oder mehr Layer eines Ortes. Der erste gibt das Raster vor.</translation>
    </message>
    <message>
        <source>Under this name it is listed. Empty: named after the first radar layer.</source>
        <translation>Unter diesem Namen steht es in der Liste. Leer: nach dem ersten Radarlayer benannt.</translation>
    </message>
    <message>
        <source>Under this name the new model is listed. The base model stays as it is.</source>
        <translation>Unter diesem Namen steht das neue Modell in der Liste. Das Basismodell bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>Unlike what the model was trained on</source>
        <translation>Anders als das, womit das Modell trainiert wurde</translation>
    </message>
    <message>
        <source>Unpack the archive and choose the image inside; of Sentinel-1 products the .SAFE folder.</source>
        <translation>Entpacken Sie das Archiv, und wählen Sie das Bild darin; bei Sentinel-1-Produkten den .SAFE-Ordner.</translation>
    </message>
    <message>
        <source>Unpack the whole product, with its 'measurement' folder, and choose it again.</source>
        <translation>Entpacken Sie das ganze Produkt mit seinem Ordner „measurement“, und wählen Sie es erneut.</translation>
    </message>
    <message>
        <source>Untick what cannot be there. The map never says it, and confidence is a share of the rest.</source>
        <translation>Entfernen Sie die Haken bei dem, was nicht vorkommen kann. Die Karte nennt es nie, und die Konfidenz ist ein Anteil am Rest.</translation>
    </message>
    <message>
        <source>Update Sardino, or use a model made for this version.</source>
        <translation>Aktualisieren Sie Sardino, oder verwenden Sie ein Modell, das für diese Version erstellt ist.</translation>
    </message>
    <message>
        <source>Upper end of its 95 % interval</source>
        <translation>Oberes Ende des 95-%-Intervalls</translation>
    </message>
    <message>
        <source>Use a .safetensors file made by Sardino; download or export it again.</source>
        <translation>Verwenden Sie eine von Sardino erstellte .safetensors-Datei; laden Sie sie erneut herunter, oder exportieren Sie sie erneut.</translation>
    </message>
    <message>
        <source>Use a model made or imported by Sardino.</source>
        <translation>Verwenden Sie ein von Sardino erstelltes oder importiertes Modell.</translation>
    </message>
    <message>
        <source>Use an &amp;existing Python environment</source>
        <translation>&amp;Vorhandene Python-Umgebung verwenden</translation>
    </message>
    <message>
        <source>Use dates from one product type: all calibrated, or all in the same numbers.</source>
        <translation>Nehmen Sie Daten einer Produktart: alle kalibriert, oder alle in denselben Zahlen.</translation>
    </message>
    <message>
        <source>Use fewer scenes at a time.</source>
        <translation>Verwenden Sie weniger Szenen auf einmal.</translation>
    </message>
    <message>
        <source>Use letters that every program can read; rename the file or folder that has such a name.</source>
        <translation>Verwenden Sie Zeichen, die jedes Programm lesen kann; benennen Sie die Datei oder den Ordner mit einem solchen Namen um.</translation>
    </message>
    <message>
        <source>Use letters, numbers, dashes and underscores.</source>
        <translation>Verwenden Sie Buchstaben, Ziffern, Binde- und Unterstriche.</translation>
    </message>
    <message>
        <source>Use letters, numbers, spaces, dashes and underscores, 100 at most.</source>
        <translation>Verwenden Sie Buchstaben, Ziffern, Leerzeichen, Binde- und Unterstriche, höchstens 100 Zeichen.</translation>
    </message>
    <message>
        <source>Use on the page 'Segment'</source>
        <translation>Auf der Seite „Segmentieren“ verwenden</translation>
    </message>
    <message>
        <source>Use the fast mode, and check that no polygon has the wrong class.</source>
        <translation>Verwenden Sie den schnellen Modus, und prüfen Sie, ob kein Polygon die falsche Klasse hat.</translation>
    </message>
    <message>
        <source>User's accuracy</source>
        <translation>Nutzergenauigkeit</translation>
    </message>
    <message>
        <source>VH or HV of the earlier layer, if separate</source>
        <translation>VH oder HV des früheren Layers, falls getrennt</translation>
    </message>
    <message>
        <source>VH or HV of the later layer, if separate</source>
        <translation>VH oder HV des späteren Layers, falls getrennt</translation>
    </message>
    <message>
        <source>Verifying in its place</source>
        <translation>Wird am endgültigen Ort geprüft</translation>
    </message>
    <message>
        <source>Verifying: running the model once</source>
        <translation>Wird geprüft: Das Modell läuft einmal</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Versions, devices and the last errors, to copy, without private paths.</source>
        <translation>Versionen, Geräte und die letzten Fehler zum Kopieren, ohne private Pfade.</translation>
    </message>
    <message>
        <source>Wait until the other run has ended, or choose another folder.</source>
        <translation>Warten Sie, bis der andere Lauf endet, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Waiting for another job to end</source>
        <translation>Es wird gewartet, bis ein anderer Auftrag endet</translation>
    </message>
    <message>
        <source>Wanted standard error</source>
        <translation>Gewünschter Standardfehler</translation>
    </message>
    <message>
        <source>Wanted standard error (percent)</source>
        <translation>Gewünschter Standardfehler (Prozent)</translation>
    </message>
    <message>
        <source>Weakest class: {name} (F1 {value}).</source>
        <translation>Schwächste Klasse: {name} (F1 {value}).</translation>
    </message>
    <message>
        <source>West must be less than east, and south less than north.</source>
        <translation>West muss kleiner als Ost sein und Süd kleiner als Nord.</translation>
    </message>
    <message>
        <source>What becomes bands of the raster.</source>
        <translation>Was zu Kanälen des Rasters wird.</translation>
    </message>
    <message>
        <source>What changed between two radar layers of one place: classes, embeddings, backscatter.</source>
        <translation>Was sich zwischen zwei Radar-Layern eines Ortes geändert hat: Klassen, Einbettungen, Rückstreuung.</translation>
    </message>
    <message>
        <source>What computes the network. 'auto' takes the fastest that gives the same map.</source>
        <translation>Was das Netz berechnet. „auto“ nimmt das schnellste, das dieselbe Karte ergibt.</translation>
    </message>
    <message>
        <source>What computes the network. Automatic takes PyTorch on a GPU, and on a CPU the faster one. OpenVINO is only taken if it finds the same classes as PyTorch; this is checked once.</source>
        <translation>Was das Netz berechnet. Automatisch nimmt auf einer GPU PyTorch und auf einer CPU das schnellere. OpenVINO wird nur genommen, wenn es dieselben Klassen findet wie PyTorch; das wird einmal geprüft.</translation>
    </message>
    <message>
        <source>What each attention head of the transformer looks at, and their mean.</source>
        <translation>Wohin jeder Aufmerksamkeitskopf des Transformers schaut, und ihr Mittel.</translation>
    </message>
    <message>
        <source>What is marked as missing above has to be there first.</source>
        <translation>Erst muss da sein, was oben als fehlend markiert ist.</translation>
    </message>
    <message>
        <source>What the map shows</source>
        <translation>Kartenausschnitt</translation>
    </message>
    <message>
        <source>What the model is known to get wrong</source>
        <translation>Bekannte Schwächen des Modells</translation>
    </message>
    <message>
        <source>What the model sees in a scene, also where it knows no class</source>
        <translation>Was das Modell in einer Szene sieht, auch wo es keine Klasse kennt</translation>
    </message>
    <message>
        <source>What the network sees of a radar layer, kept for exploring it.</source>
        <translation>Was das Netz von einem Radarlayer sieht, zum Erkunden behalten.</translation>
    </message>
    <message>
        <source>What the network tells apart in a radar layer, as a colour picture.</source>
        <translation>Was das Netz in einem Radarlayer unterscheidet, als Farbbild.</translation>
    </message>
    <message>
        <source>What the pixel values are. 'auto' recognises it; 'db_x100' is decibels times 100, 'linear' power (sigma0, gamma0), 'dn' raw digital numbers of a GRD product, 'uint8' a stretched 8-bit picture.</source>
        <translation>Was die Pixelwerte sind. „auto“ erkennt es; „db_x100“ sind Dezibel mal 100, „linear“ ist Leistung (sigma0, gamma0), „dn“ sind rohe Digitalwerte eines GRD-Produkts, „uint8“ ist ein gestrecktes 8-Bit-Bild.</translation>
    </message>
    <message>
        <source>What was written is complete. Ask for fewer scenes at a time.</source>
        <translation>Was geschrieben wurde, ist vollständig. Fordern Sie weniger Szenen auf einmal an.</translation>
    </message>
    <message>
        <source>What you expect of each class. Lower: more points.</source>
        <translation>Was Sie von jeder Klasse erwarten. Niedriger: mehr Punkte.</translation>
    </message>
    <message>
        <source>When QGIS closes</source>
        <translation>Wenn QGIS geschlossen wird</translation>
    </message>
    <message>
        <source>Where the input is Sentinel-1: contains modified Copernicus Sentinel data.</source>
        <translation>Wenn die Eingabe Sentinel-1 ist: enthält veränderte Copernicus-Sentinel-Daten.</translation>
    </message>
    <message>
        <source>Where the model runs when a job leaves it to 'automatic'. Automatic takes a GPU that works.</source>
        <translation>Wo das Modell läuft, wenn ein Auftrag es bei „automatisch“ belässt. Automatisch wird eine GPU genommen, die funktioniert.</translation>
    </message>
    <message>
        <source>Where to compute. 'auto' takes the GPU if there is one that Sardino can use.</source>
        <translation>Wo gerechnet wird. „auto“ nimmt die GPU, falls es eine gibt, die Sardino verwenden kann.</translation>
    </message>
    <message>
        <source>Where to keep the features. Empty: in Sardino's cache.</source>
        <translation>Wo die Merkmale behalten werden. Leer: in Sardinos Zwischenspeicher.</translation>
    </message>
    <message>
        <source>Where to label ne&amp;xt</source>
        <translation>Wo weite&amp;re Labels helfen</translation>
    </message>
    <message>
        <source>Where to label next</source>
        <translation>Wo weitere Labels helfen</translation>
    </message>
    <message>
        <source>Where to write the model. Empty: among your models, where Sardino lists it.</source>
        <translation>Wohin das Modell geschrieben wird. Leer: zu Ihren Modellen, wo Sardino es auflistet.</translation>
    </message>
    <message>
        <source>Whether it was there before (1 or 0)</source>
        <translation>Ob die Datei schon vorhanden war (1 oder 0)</translation>
    </message>
    <message>
        <source>Which layers to make.</source>
        <translation>Welche Layer erstellt werden.</translation>
    </message>
    <message>
        <source>Whole layer</source>
        <translation>Ganzer Layer</translation>
    </message>
    <message>
        <source>Why scenes failed: {path}</source>
        <translation>Warum Szenen scheiterten: {path}</translation>
    </message>
    <message>
        <source>With a second layer for VH or HV, only one scene can be learned from</source>
        <translation>Mit einem zweiten Layer für VH oder HV kann nur von einer Szene gelernt werden</translation>
    </message>
    <message>
        <source>With the new model; and with the base model too if its map is not there yet, to compare.</source>
        <translation>Mit dem neuen Modell; und, falls dessen Karte noch fehlt, auch mit dem Basismodell, zum Vergleich.</translation>
    </message>
    <message>
        <source>Without a georeference the areas of the classes are not known.</source>
        <translation>Ohne Georeferenzierung sind die Flächen der Klassen nicht bekannt.</translation>
    </message>
    <message>
        <source>Without a georeference the areas of the segments are not known.</source>
        <translation>Ohne Georeferenzierung sind die Flächen der Segmente nicht bekannt.</translation>
    </message>
    <message>
        <source>Without internet, Python itself cannot be fetched.</source>
        <translation>Ohne Internet kann Python selbst nicht heruntergeladen werden.</translation>
    </message>
    <message>
        <source>Write NAME=VALUE, such as queue=gpu.</source>
        <translation>Schreiben Sie NAME=WERT, etwa queue=gpu.</translation>
    </message>
    <message>
        <source>Write a report …</source>
        <translation>Einen Bericht schreiben …</translation>
    </message>
    <message>
        <source>Write class=share with a share above 0, each class once: 10=0.3, 40=0.5, 80=0.2. Leave out a class that cannot be there.</source>
        <translation>Schreiben Sie Klasse=Anteil mit einem Anteil über 0, jede Klasse einmal: 10=0.3, 40=0.5, 80=0.2. Lassen Sie eine Klasse weg, die nicht vorkommen kann.</translation>
    </message>
    <message>
        <source>Write codes or names with commas between them: 10, 40, 80.</source>
        <translation>Schreiben Sie Codes oder Namen mit Kommas dazwischen: 10, 40, 80.</translation>
    </message>
    <message>
        <source>Write numbers with commas: 50, 80.</source>
        <translation>Schreiben Sie Zahlen mit Kommas dazwischen: 50, 80.</translation>
    </message>
    <message>
        <source>Write them like this: {example}</source>
        <translation>Schreiben Sie sie so: {example}</translation>
    </message>
    <message>
        <source>Writes all of it to a CSV or HTML file.</source>
        <translation>Schreibt alles in eine CSV- oder HTML-Datei.</translation>
    </message>
    <message>
        <source>Writes the attention of the held place to a small file.</source>
        <translation>Schreibt die Aufmerksamkeit der festgehaltenen Stelle in eine kleine Datei.</translation>
    </message>
    <message>
        <source>Writes the colours of the whole scene to a file.</source>
        <translation>Schreibt die Farben der ganzen Szene in eine Datei.</translation>
    </message>
    <message>
        <source>Writes the map of the whole scene and its confidence to files.</source>
        <translation>Schreibt die Karte der ganzen Szene und ihre Konfidenz in Dateien.</translation>
    </message>
    <message>
        <source>Writes the segments that have a name as a land cover, with legend and areas. A new file.</source>
        <translation>Schreibt die benannten Segmente als Landbedeckung, mit Legende und Flächen. Eine neue Datei.</translation>
    </message>
    <message>
        <source>Writes the similarity of the whole scene to a file.</source>
        <translation>Schreibt die Ähnlichkeit der ganzen Szene in eine Datei.</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Writing the features</source>
        <translation>Merkmale werden geschrieben</translation>
    </message>
    <message>
        <source>Writing the points</source>
        <translation>Punkte werden geschrieben</translation>
    </message>
    <message>
        <source>Writing the raster</source>
        <translation>Raster wird geschrieben</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Bericht wird geschrieben</translation>
    </message>
    <message>
        <source>Written to {}.</source>
        <translation>Geschrieben nach {}.</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>Geschrieben: {file}</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonen</translation>
    </message>
    <message>
        <source>Zones (polygons)</source>
        <translation>Zonen (Polygone)</translation>
    </message>
    <message>
        <source>Zoom or draw so that the extent overlaps the layer, and check both coordinate systems.</source>
        <translation>Zoomen oder zeichnen Sie so, dass die Ausdehnung den Layer überlappt, und prüfen Sie beide Koordinatensysteme.</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>noch einige Sekunden</translation>
    </message>
    <message>
        <source>a stratified random sample (Stehman 2014; Olofsson et al. 2014)</source>
        <translation>eine geschichtete Zufallsstichprobe (Stehman 2014; Olofsson et al. 2014)</translation>
    </message>
    <message>
        <source>accuracy,validation,confusion matrix,area,estimate,confidence interval,Olofsson,Stehman,kappa</source>
        <translation>Genauigkeit,Validierung,Konfusionsmatrix,Fläche,Schätzung,Konfidenzintervall,Olofsson,Stehman,Kappa</translation>
    </message>
    <message>
        <source>amplitude</source>
        <translation>Amplitude</translation>
    </message>
    <message>
        <source>an 8-bit stretched amplitude image</source>
        <translation>gestrecktes 8-Bit-Amplitudenbild</translation>
    </message>
    <message>
        <source>as the file declares</source>
        <translation>wie in der Datei angegeben</translation>
    </message>
    <message>
        <source>at most </source>
        <translation>höchstens </translation>
    </message>
    <message>
        <source>backscatter</source>
        <translation>Rückstreuung</translation>
    </message>
    <message>
        <source>below {limit:g}</source>
        <translation>unter {limit:g}</translation>
    </message>
    <message>
        <source>beside the plugin (.venv)</source>
        <translation>neben der Erweiterung (.venv)</translation>
    </message>
    <message>
        <source>bf16 and fp16 are faster where the device supports them; fp32 is exact.</source>
        <translation>bf16 und fp16 sind schneller, wo das Gerät sie unterstützt; fp32 ist exakt.</translation>
    </message>
    <message>
        <source>bf16 and fp16 are faster where the device supports them; fp32 is exact. No CPU takes fp16.</source>
        <translation>bf16 und fp16 sind schneller, wo das Gerät sie unterstützt; fp32 ist exakt. Keine CPU kann fp16.</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>chosen by the user ({name})</source>
        <translation>vom Benutzer gewählt ({name})</translation>
    </message>
    <message>
        <source>co-pol</source>
        <translation>Ko-Polarisation</translation>
    </message>
    <message>
        <source>cross-pol</source>
        <translation>Kreuzpolarisation</translation>
    </message>
    <message>
        <source>date unknown</source>
        <translation>Datum unbekannt</translation>
    </message>
    <message>
        <source>familiar</source>
        <translation>vertraut</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>ground resolution unknown</source>
        <translation>Bodenauflösung unbekannt</translation>
    </message>
    <message>
        <source>ha</source>
        <translation>ha</translation>
    </message>
    <message>
        <source>held-out mIoU</source>
        <translation>mIoU (zurückgehalten)</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>it does not answer like a Python</source>
        <translation>es antwortet nicht wie ein Python</translation>
    </message>
    <message>
        <source>it is a 32-bit Python</source>
        <translation>es ist ein 32-Bit-Python</translation>
    </message>
    <message>
        <source>it is a colour picture (red, green, blue)</source>
        <translation>es ist ein Farbbild (Rot, Grün, Blau)</translation>
    </message>
    <message>
        <source>it is a free-threaded build</source>
        <translation>es ist eine Free-Threaded-Variante</translation>
    </message>
    <message>
        <source>it is a map with a colour table</source>
        <translation>es ist eine Karte mit Farbtabelle</translation>
    </message>
    <message>
        <source>it is made for ARM; on Windows the model needs a Python for x86-64</source>
        <translation>es ist für ARM erstellt; unter Windows braucht das Modell ein Python für x86-64</translation>
    </message>
    <message>
        <source>it is made for Intel processors; there is no PyTorch for them any more</source>
        <translation>es ist für Intel-Prozessoren erstellt; für sie gibt es kein PyTorch mehr</translation>
    </message>
    <message>
        <source>it is not CPython</source>
        <translation>es ist kein CPython</translation>
    </message>
    <message>
        <source>its values hardly vary</source>
        <translation>seine Werte variieren kaum</translation>
    </message>
    <message>
        <source>its venv module is missing</source>
        <translation>sein Modul venv fehlt</translation>
    </message>
    <message>
        <source>linear {quantity}</source>
        <translation>{quantity} (linear)</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>low</source>
        <translation>niedrig</translation>
    </message>
    <message>
        <source>mIoU</source>
        <translation>mIoU</translation>
    </message>
    <message>
        <source>mIoU {miou:.2f}, accuracy {accuracy:.0f} %, kappa {kappa:.2f} (estimate from {polygons} polygons)</source>
        <translation>mIoU {miou:.2f}, Genauigkeit {accuracy:.0f} %, Kappa {kappa:.2f} (Schätzung aus {polygons} Polygonen)</translation>
    </message>
    <message>
        <source>mIoU {miou:.2f}, accuracy {accuracy:.0f} %, kappa {kappa:.2f} (held-out, {polygons} polygons)</source>
        <translation>mIoU {miou:.2f}, Genauigkeit {accuracy:.0f} %, Kappa {kappa:.2f} (zurückgehalten, {polygons} Polygone)</translation>
    </message>
    <message>
        <source>mIoU {miou:.2f}, accuracy {accuracy:.0f} %, kappa {kappa:.2f} (over {polygons} polygons)</source>
        <translation>mIoU {miou:.2f}, Genauigkeit {accuracy:.0f} %, Kappa {kappa:.2f} (über {polygons} Polygone)</translation>
    </message>
    <message>
        <source>macOS application</source>
        <translation>macOS-Anwendung</translation>
    </message>
    <message>
        <source>made by Sardino ({name})</source>
        <translation>von Sardino erstellt ({name})</translation>
    </message>
    <message>
        <source>minimum mapping unit,sieve,speckle,majority,filter,smooth,land cover,generalise</source>
        <translation>kleinste Kartiereinheit,sieben,Speckle,Mehrheit,Filter,glätten,Landbedeckung,generalisieren</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine rechtzeitige Antwort</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>gar nicht</translation>
    </message>
    <message>
        <source>nothing else</source>
        <translation>nichts weiter</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>points, taken for a random sample within each class of the map</source>
        <translation>Punkte, die als Zufallsstichprobe in jeder Klasse der Karte gelten</translation>
    </message>
    <message>
        <source>polygonize,vectorise,vectorize,polygons,GeoPackage,topology,land cover,area</source>
        <translation>polygonisieren,vektorisieren,Vektor,Polygone,GeoPackage,Topologie,Landbedeckung,Fläche</translation>
    </message>
    <message>
        <source>polygons, each one unit (ratio estimator over clusters)</source>
        <translation>Polygone, jedes eine Einheit (Verhältnisschätzer über Klumpen)</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>vorgeschlagen</translation>
    </message>
    <message>
        <source>raw digital numbers</source>
        <translation>rohe Digitalwerte</translation>
    </message>
    <message>
        <source>report,html,pdf,print,areas,legend,accuracy,provenance,model card,land cover</source>
        <translation>Bericht,HTML,PDF,Druck,Flächen,Legende,Genauigkeit,Herkunft,Modell,Landbedeckung</translation>
    </message>
    <message>
        <source>sample,random,stratified,accuracy,validation,reference,points,Olofsson,Cochran</source>
        <translation>Stichprobe,zufällig,geschichtet,Genauigkeit,Validierung,Referenz,Punkte,Olofsson,Cochran</translation>
    </message>
    <message>
        <source>sar,radar,PCA,principal components,RGB,colour,picture,embeddings,explore</source>
        <translation>SAR,Radar,PCA,Hauptkomponenten,RGB,Farbe,Bild,Einbettungen,erkunden</translation>
    </message>
    <message>
        <source>sar,radar,accuracy,confusion matrix,f1,iou,kappa,validation,test,model,score</source>
        <translation>sar,radar,genauigkeit,konfusionsmatrix,f1,iou,kappa,validierung,test,modell,bewertung,accuracy</translation>
    </message>
    <message>
        <source>sar,radar,active learning,uncertainty,labels,sampling,points,model</source>
        <translation>sar,radar,aktives lernen,active learning,unsicherheit,labels,stichprobe,punkte,modell</translation>
    </message>
    <message>
        <source>sar,radar,change,flood,difference,from-to,matrix,log ratio,dates,before,after</source>
        <translation>SAR,Radar,Änderung,Flut,Unterschied,Matrix,Log-Verhältnis,Daten,vorher,nachher</translation>
    </message>
    <message>
        <source>sar,radar,clustering,k-means,unsupervised,classification,segments,embeddings,explore</source>
        <translation>SAR,Radar,Clustering,k-Means,unüberwacht,Klassifikation,Segmente,Einbettungen,erkunden</translation>
    </message>
    <message>
        <source>sar,radar,embeddings,features,tokens,attention,transformer,cache,explore</source>
        <translation>SAR,Radar,Einbettungen,Merkmale,Tokens,Aufmerksamkeit,Attention,Transformer,Zwischenspeicher,Cache,erkunden</translation>
    </message>
    <message>
        <source>sar,radar,familiarity,area of applicability,out of distribution,novelty,trust,embeddings</source>
        <translation>SAR,Radar,Vertrautheit,Anwendungsbereich,area of applicability,out of distribution,Neuheit,Vertrauen,Einbettungen</translation>
    </message>
    <message>
        <source>sar,radar,labels,polygons,training data,check,count</source>
        <translation>sar,radar,labels,polygone,trainingsdaten,prüfen,zählen</translation>
    </message>
    <message>
        <source>sar,radar,multitemporal,speckle,mean,average,stack,time series,standard deviation</source>
        <translation>SAR,Radar,multitemporal,Speckle,Mittel,Durchschnitt,Stapel,Zeitreihe,Standardabweichung</translation>
    </message>
    <message>
        <source>sar,radar,sentinel-1,archive,batch,many,folder,list,land cover,stac,resume</source>
        <translation>SAR,Radar,Sentinel-1,Archiv,Stapel,viele,Ordner,Liste,Landbedeckung,STAC,fortsetzen</translation>
    </message>
    <message>
        <source>sar,radar,sentinel-1,land cover,segmentation,classification,attention,dino,vit</source>
        <translation>sar,radar,sentinel-1,landbedeckung,segmentierung,klassifikation,aufmerksamkeit,attention,dino,vit</translation>
    </message>
    <message>
        <source>sar,radar,similarity,search,find,examples,embeddings,few-shot,detection,explore</source>
        <translation>SAR,Radar,Ähnlichkeit,suchen,finden,Beispiele,Einbettungen,few-shot,Erkennung,erkunden</translation>
    </message>
    <message>
        <source>sar,radar,stack,bands,texture,attention,embeddings,dzetsaka,SCP,EnMAP-Box,Orfeo,random forest</source>
        <translation>SAR,Radar,Stapel,Kanäle,Textur,Aufmerksamkeit,Attention,Einbettungen,dzetsaka,SCP,EnMAP-Box,Orfeo,Random Forest</translation>
    </message>
    <message>
        <source>sar,radar,train,training,learn,labels,polygons,classification,model,fine-tune</source>
        <translation>sar,radar,trainieren,training,lernen,labels,polygone,klassifikation,modell,feinabstimmung,fine-tuning</translation>
    </message>
    <message>
        <source>signal {number}</source>
        <translation>Signal {number}</translation>
    </message>
    <message>
        <source>status {number}</source>
        <translation>Status {number}</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>strange</source>
        <translation>fremd</translation>
    </message>
    <message>
        <source>the chosen band is named as something else than backscatter</source>
        <translation>der gewählte Kanal ist seinem Namen nach etwas anderes als Rückstreuung</translation>
    </message>
    <message>
        <source>the disk is full, or the file cannot be written</source>
        <translation>die Platte ist voll, oder die Datei kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>the layer's name</source>
        <translation>der Name des Layers</translation>
    </message>
    <message>
        <source>the model needs Python {oldest} to {newest}</source>
        <translation>das Modell braucht Python {oldest} bis {newest}</translation>
    </message>
    <message>
        <source>to</source>
        <translation>zu</translation>
    </message>
    <message>
        <source>uncalibrated intensity</source>
        <translation>unkalibrierte Intensität</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>unfamiliar</source>
        <translation>unvertraut</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>uv fetched a Python that does not run.</source>
        <translation>uv hat ein Python heruntergeladen, das nicht läuft.</translation>
    </message>
    <message>
        <source>writing error {number}</source>
        <translation>Schreibfehler {number}</translation>
    </message>
    <message>
        <source>zonal,statistics,histogram,area,hectares,districts,table</source>
        <translation>zonal,Statistik,Histogramm,Fläche,Hektar,Bezirke,Tabelle</translation>
    </message>
    <message>
        <source>{bands}, calibrated</source>
        <translation>{bands}, kalibriert</translation>
    </message>
    <message>
        <source>{bands}, not calibrated</source>
        <translation>{bands}, nicht kalibriert</translation>
    </message>
    <message>
        <source>{count:,} pixels of '{true}' were taken for '{predicted}'.</source>
        <translation>{count:,} Pixel von „{true}“ wurden für „{predicted}“ gehalten.</translation>
    </message>
    <message>
        <source>{count:,} polygons, {area:,.1f} ha</source>
        <translation>{count:,} Polygone, {area:,.1f} ha</translation>
    </message>
    <message>
        <source>{count:,} polygons, {area} ha</source>
        <translation>{count:,} Polygone, {area} ha</translation>
    </message>
    <message>
        <source>{count:.0f} k</source>
        <translation>{count:.0f} Tsd.</translation>
    </message>
    <message>
        <source>{count} M</source>
        <translation>{count} Mio.</translation>
    </message>
    <message>
        <source>{count} dates averaged.</source>
        <translation>{count} Daten gemittelt.</translation>
    </message>
    <message>
        <source>{count} have no class in the chosen field.</source>
        <translation>{count} haben keine Klasse im gewählten Feld.</translation>
    </message>
    <message>
        <source>{count} have no usable geometry.</source>
        <translation>{count} haben keine brauchbare Geometrie.</translation>
    </message>
    <message>
        <source>{count} lie outside the map.</source>
        <translation>{count} liegen außerhalb der Karte.</translation>
    </message>
    <message>
        <source>{count} lie where the map has no class.</source>
        <translation>{count} liegen, wo die Karte keine Klasse hat.</translation>
    </message>
    <message>
        <source>{count} pixels</source>
        <translation>{count} Pixel</translation>
    </message>
    <message>
        <source>{count} places to label next, the most helpful first.</source>
        <translation>{count} Stellen für weitere Labels, die hilfreichsten zuerst.</translation>
    </message>
    <message>
        <source>{count} places to label next.</source>
        <translation>{count} Stellen für weitere Labels.</translation>
    </message>
    <message>
        <source>{count} points. Say what is there under 'Interpret'.</source>
        <translation>{count} Punkte. Sagen Sie unter 'Interpretieren', was dort ist.</translation>
    </message>
    <message>
        <source>{count} polygons. Check them, then choose the layer on the page 'Fine-tune'.</source>
        <translation>{count} Polygone. Prüfen Sie sie, und wählen Sie dann den Layer auf der Seite „Feinabstimmung“.</translation>
    </message>
    <message>
        <source>{count} polygons. Draw more, or choose the layer on the page 'Fine-tune'.</source>
        <translation>{count} Polygone. Zeichnen Sie weitere, oder wählen Sie den Layer auf der Seite „Feinabstimmung“.</translation>
    </message>
    <message>
        <source>{count} samples</source>
        <translation>{count} Stichproben</translation>
    </message>
    <message>
        <source>{count} segments. Say what they are in the table.</source>
        <translation>{count} Segmente. Geben Sie in der Tabelle an, was sie sind.</translation>
    </message>
    <message>
        <source>{count} segments: of 3 to 12, this number has the best silhouette ({value}). Say what they are.</source>
        <translation>{count} Segmente: Von 3 bis 12 hat diese Anzahl die beste Silhouette ({value}). Geben Sie an, was sie sind.</translation>
    </message>
    <message>
        <source>{count} zones have no usable polygon.</source>
        <translation>{count} Zonen haben kein brauchbares Polygon.</translation>
    </message>
    <message>
        <source>{count} zones with a class. The table is in the project.</source>
        <translation>{count} Zonen mit einer Klasse. Die Tabelle ist im Projekt.</translation>
    </message>
    <message>
        <source>{done} scenes made, {skipped} were finished before, {failed} failed.</source>
        <translation>{done} Szenen gemacht, {skipped} waren schon fertig, {failed} gescheitert.</translation>
    </message>
    <message>
        <source>{file} arrived damaged: it is not the file that the package index promises.</source>
        <translation>{file} ist beschädigt angekommen: Es ist nicht die Datei, die der Paketindex verspricht.</translation>
    </message>
    <message>
        <source>{file} cannot be opened</source>
        <translation>{file} kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>{file} cannot be opened: {reason}</source>
        <translation>{file} kann nicht geöffnet werden: {reason}</translation>
    </message>
    <message>
        <source>{file} cannot be written</source>
        <translation>{file} kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>{file} exists already.</source>
        <translation>{file} ist schon vorhanden.</translation>
    </message>
    <message>
        <source>{file} holds no accuracy: {reason}</source>
        <translation>{file} enthält keine Genauigkeit: {reason}</translation>
    </message>
    <message>
        <source>{file} holds no polygons that QGIS can read.</source>
        <translation>{file} enthält keine Polygone, die QGIS lesen kann.</translation>
    </message>
    <message>
        <source>{file} in the folder of packages is not the file that it should be.</source>
        <translation>{file} im Paketordner ist nicht die Datei, die es sein soll.</translation>
    </message>
    <message>
        <source>{file} is not the file that Sardino was made with.</source>
        <translation>{file} ist nicht die Datei, mit der Sardino gebaut wurde.</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation>{first} und {second}</translation>
    </message>
    <message>
        <source>{free:.1f} GB free, about {needed:.1f} GB needed</source>
        <translation>{free:.1f} GB frei, etwa {needed:.1f} GB nötig</translation>
    </message>
    <message>
        <source>{gpu}, {size:.0f} GB, driver {driver}</source>
        <translation>{gpu}, {size:.0f} GB, Treiber {driver}</translation>
    </message>
    <message>
        <source>{gpu}: too old a driver for PyTorch. Update it to use the GPU.</source>
        <translation>{gpu}: zu alter Treiber für PyTorch. Aktualisieren Sie ihn, um die GPU zu verwenden.</translation>
    </message>
    <message>
        <source>{hours} h {minutes:02d} min</source>
        <translation>{hours} h {minutes:02d} min</translation>
    </message>
    <message>
        <source>{index} answers</source>
        <translation>{index} antwortet</translation>
    </message>
    <message>
        <source>{index} cannot be reached: {reason}. See 'Other ways' below.</source>
        <translation>{index} ist nicht erreichbar: {reason}. Siehe „Andere Wege“ unten.</translation>
    </message>
    <message>
        <source>{index} through the proxy {proxy}</source>
        <translation>{index} über den Proxy {proxy}</translation>
    </message>
    <message>
        <source>{index}: packages need an HTTP proxy, SOCKS may not work.</source>
        <translation>{index}: Pakete brauchen einen HTTP-Proxy, SOCKS geht vielleicht nicht.</translation>
    </message>
    <message>
        <source>{limit:g} and above</source>
        <translation>{limit:g} und mehr</translation>
    </message>
    <message>
        <source>{low:g} to {high:g}</source>
        <translation>{low:g} bis {high:g}</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <source>{machine}: there is no PyTorch for this processor any more.</source>
        <translation>{machine}: Für diesen Prozessor gibt es kein PyTorch mehr.</translation>
    </message>
    <message>
        <source>{map} (cleaned)</source>
        <translation>{map} (bereinigt)</translation>
    </message>
    <message>
        <source>{map} (named)</source>
        <translation>{map} (benannt)</translation>
    </message>
    <message>
        <source>{map} (polygons)</source>
        <translation>{map} (Polygone)</translation>
    </message>
    <message>
        <source>{map} (sample)</source>
        <translation>{map} (Stichprobe)</translation>
    </message>
    <message>
        <source>{mean:.0f} % (not an accuracy); below {limit} % on {low} % of the area</source>
        <translation>{mean:.0f} % (keine Genauigkeit); auf {low} % der Fläche unter {limit} %</translation>
    </message>
    <message>
        <source>{memory:.1f} GB of memory</source>
        <translation>{memory:.1f} GB Speicher</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{minutes} min {seconds:02d} s</source>
        <translation>{minutes} min {seconds:02d} s</translation>
    </message>
    <message>
        <source>{name} (automatic)</source>
        <translation>{name} (automatisch)</translation>
    </message>
    <message>
        <source>{name} (cannot be read)</source>
        <translation>{name} (nicht lesbar)</translation>
    </message>
    <message>
        <source>{name} (default)</source>
        <translation>{name} (Standard)</translation>
    </message>
    <message>
        <source>{name} (not found here)</source>
        <translation>{name} (hier nicht gefunden)</translation>
    </message>
    <message>
        <source>{name} (polygons: {polygons}, pixels: {pixels:,})</source>
        <translation>{name} (Polygone: {polygons}, Pixel: {pixels:,})</translation>
    </message>
    <message>
        <source>{name} exists already, and labels are never replaced. Open it and go on labelling?</source>
        <translation>{name} ist schon vorhanden, und Labels werden nie ersetzt. Öffnen und weiter zeichnen?</translation>
    </message>
    <message>
        <source>{name} – {disk:.1f} GB on disk</source>
        <translation>{name} – {disk:.1f} GB auf dem Datenträger</translation>
    </message>
    <message>
        <source>{name} – {size} to download, {disk:.1f} GB on disk</source>
        <translation>{name} – {size} herunterzuladen, {disk:.1f} GB auf dem Datenträger</translation>
    </message>
    <message>
        <source>{oldest} to {newest}</source>
        <translation>{oldest} bis {newest}</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}. Choose another place.</source>
        <translation>{path} kann nicht geschrieben werden: {reason}. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>{pixels:,} valid pixels in {seconds:.1f} s on {device} ({precision})</source>
        <translation>{pixels:,} gültige Pixel in {seconds:.1f} s auf {device} ({precision})</translation>
    </message>
    <message>
        <source>{pixels} pixels lie in small patches that touch no other class; they stay.</source>
        <translation>{pixels} Pixel liegen in kleinen Flecken, die keine andere Klasse berühren; sie bleiben.</translation>
    </message>
    <message>
        <source>{pixels} pixels of it are one unit; {most} are the most.</source>
        <translation>{pixels} Pixel davon sind eine Einheit; {most} sind das Höchste.</translation>
    </message>
    <message>
        <source>{polygons} polygons: the class's score will be rough. {enough} or more are better.</source>
        <translation>{polygons} Polygone: Die Bewertung der Klasse wird grob. {enough} oder mehr sind besser.</translation>
    </message>
    <message>
        <source>{python}: it is only read; after an update of QGIS, set up again</source>
        <translation>{python}: Es wird nur gelesen; nach einer Aktualisierung von QGIS richten Sie erneut ein</translation>
    </message>
    <message>
        <source>{quantity} in calibrated numbers</source>
        <translation>{quantity} in kalibrierten Digitalwerten</translation>
    </message>
    <message>
        <source>{quantity} in dB</source>
        <translation>{quantity} in dB</translation>
    </message>
    <message>
        <source>{quantity} in dB x {times}</source>
        <translation>{quantity} in dB x {times}</translation>
    </message>
    <message>
        <source>{scene} (attention of a place)</source>
        <translation>{scene} (Aufmerksamkeit einer Stelle)</translation>
    </message>
    <message>
        <source>{scene} (feature stack)</source>
        <translation>{scene} (Merkmalsstapel)</translation>
    </message>
    <message>
        <source>{scene} (principal colours)</source>
        <translation>{scene} (Hauptkomponenten-Farben)</translation>
    </message>
    <message>
        <source>{scene} (segments)</source>
        <translation>{scene} (Segmente)</translation>
    </message>
    <message>
        <source>{scene} (similar from {percent:.0f} %)</source>
        <translation>{scene} (ähnlich ab {percent:.0f} %)</translation>
    </message>
    <message>
        <source>{scene} (similar places)</source>
        <translation>{scene} (ähnliche Stellen)</translation>
    </message>
    <message>
        <source>{scene} (taught)</source>
        <translation>{scene} (angelernt)</translation>
    </message>
    <message>
        <source>{scene} (taught, confidence)</source>
        <translation>{scene} (angelernt, Konfidenz)</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{share:.0f} % of the ground is unlike anything that the model was trained on.</source>
        <translation>{share:.0f} % des Bodens sind anders als alles, womit das Modell trainiert wurde.</translation>
    </message>
    <message>
        <source>{share:.1f} % of the map lies in classes or strata that were never sampled; no figure is about them.</source>
        <translation>{share:.1f} % der Karte liegen in Klassen oder Schichten, die nie gezogen wurden; keine Zahl gilt für sie.</translation>
    </message>
    <message>
        <source>{share:.1f} % of the pixels changed.</source>
        <translation>{share:.1f} % der Pixel haben sich geändert.</translation>
    </message>
    <message>
        <source>{share:.1f} % of the pixels have another class.</source>
        <translation>{share:.1f} % der Pixel haben eine andere Klasse.</translation>
    </message>
    <message>
        <source>{share} % of the area</source>
        <translation>{share} % der Fläche</translation>
    </message>
    <message>
        <source>{share} % of the layer is unlike the training data ({usual} % of training ground is).</source>
        <translation>{share} % des Layers sind anders als die Trainingsdaten (beim Trainingsboden sind es {usual} %).</translation>
    </message>
    <message>
        <source>{share} % of this scene is unlike anything the model was trained on: expect mistakes there; fine-tune or explore.</source>
        <translation>{share} % dieser Szene sind anders als alles, womit das Modell trainiert wurde: Rechnen Sie dort mit Fehlern; stimmen Sie das Modell fein ab, oder erkunden Sie.</translation>
    </message>
    <message>
        <source>{size:.0f} GB</source>
        <translation>{size:.0f} GB</translation>
    </message>
    <message>
        <source>{size:.0f} MB</source>
        <translation>{size:.0f} MB</translation>
    </message>
    <message>
        <source>{size} GB</source>
        <translation>{size} GB</translation>
    </message>
    <message>
        <source>{size} on the ground</source>
        <translation>{size} am Boden</translation>
    </message>
    <message>
        <source>{size}: large scenes may not fit; 4 GB are advised</source>
        <translation>{size}: Große Szenen passen vielleicht nicht hinein; empfohlen sind 4 GB</translation>
    </message>
    <message>
        <source>{stratum}: {points} of {pixels} pixels</source>
        <translation>{stratum}: {points} von {pixels} Pixeln</translation>
    </message>
    <message>
        <source>{system} on {machine}, QGIS as {kind}</source>
        <translation>{system} auf {machine}, QGIS als {kind}</translation>
    </message>
    <message>
        <source>{threshold:.2f}; {false:.0f} % of unchanged ground lies above it</source>
        <translation>{threshold:.2f}; {false:.0f} % des unveränderten Bodens liegen darüber</translation>
    </message>
    <message>
        <source>{time} on {device}</source>
        <translation>{time} auf {device}</translation>
    </message>
    <message>
        <source>{versions}: {model} ran on {device} ({precision}) in {seconds:.2f} s</source>
        <translation>{versions}: {model} lief auf {device} ({precision}) in {seconds:.2f} s</translation>
    </message>
    <message>
        <source>{width:.0f} × {height:.0f} km is too much to ask of a map server.</source>
        <translation>{width:.0f} × {height:.0f} km sind zu viel für eine Anfrage an einen Kartenserver.</translation>
    </message>
    <message>
        <source>{} h left</source>
        <translation>noch {} h</translation>
    </message>
    <message>
        <source>{} min left</source>
        <translation>noch {} min</translation>
    </message>
    <message>
        <source>{} s left</source>
        <translation>noch {} s</translation>
    </message>
</context>
</TS>
