<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>Sardino</name>
    <message>
        <source> (found: {others})</source>
        <translation> (trouvé : {others})</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> Go</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>&amp;Before / after</source>
        <translation>Avan&amp;t / après</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;Check and use</source>
        <translation>&amp;Vérifier et utiliser</translation>
    </message>
    <message>
        <source>&amp;Classes</source>
        <translation>&amp;Classes</translation>
    </message>
    <message>
        <source>&amp;Delete …</source>
        <translation>&amp;Supprimer …</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>&amp;Périphérique</translation>
    </message>
    <message>
        <source>&amp;Download the packages</source>
        <translation>&amp;Télécharger les paquets</translation>
    </message>
    <message>
        <source>&amp;Draw</source>
        <translation>&amp;Dessiner</translation>
    </message>
    <message>
        <source>&amp;Engine</source>
        <translation>&amp;Moteur</translation>
    </message>
    <message>
        <source>&amp;Environment</source>
        <translation>&amp;Environnement</translation>
    </message>
    <message>
        <source>&amp;Export …</source>
        <translation>&amp;Exporter …</translation>
    </message>
    <message>
        <source>&amp;Free the memory after</source>
        <translation>Libérer la &amp;mémoire après</translation>
    </message>
    <message>
        <source>&amp;Good enough</source>
        <translation>Assez &amp;bon</translation>
    </message>
    <message>
        <source>&amp;Import …</source>
        <translation>&amp;Importer …</translation>
    </message>
    <message>
        <source>&amp;Interpreter</source>
        <translation>I&amp;nterpréteur</translation>
    </message>
    <message>
        <source>&amp;Keep the files</source>
        <translation>&amp;Conserver les fichiers</translation>
    </message>
    <message>
        <source>&amp;Kept features</source>
        <translation>Caractéri&amp;stiques gardées</translation>
    </message>
    <message>
        <source>&amp;Label layer</source>
        <translation>Couche d'éti&amp;quettes</translation>
    </message>
    <message>
        <source>&amp;Land cover</source>
        <translation>&amp;Occupation du sol</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>&amp;Réexaminer</translation>
    </message>
    <message>
        <source>&amp;Made from</source>
        <translation>Ba&amp;sé sur</translation>
    </message>
    <message>
        <source>&amp;Memory limit</source>
        <translation>&amp;Limite de mémoire</translation>
    </message>
    <message>
        <source>&amp;Mode</source>
        <translation>&amp;Mode</translation>
    </message>
    <message>
        <source>&amp;New label layer …</source>
        <translation>&amp;Nouvelle couche …</translation>
    </message>
    <message>
        <source>&amp;Only the selected polygons ({count})</source>
        <translation>&amp;Seulement les polygones sélectionnés ({count})</translation>
    </message>
    <message>
        <source>&amp;Precision</source>
        <translation>P&amp;récision</translation>
    </message>
    <message>
        <source>&amp;Recover the best model so far</source>
        <translation>&amp;Récupérer le modèle</translation>
    </message>
    <message>
        <source>&amp;Rename …</source>
        <translation>&amp;Renommer …</translation>
    </message>
    <message>
        <source>&amp;Scores …</source>
        <translation>Scor&amp;es …</translation>
    </message>
    <message>
        <source>&amp;Set as default</source>
        <translation>&amp;Définir par défaut</translation>
    </message>
    <message>
        <source>&amp;Set up</source>
        <translation>Con&amp;figurer</translation>
    </message>
    <message>
        <source>&amp;Set up model backend …</source>
        <translation>&amp;Configurer le moteur du modèle …</translation>
    </message>
    <message>
        <source>'Good enough' can be pressed once there is a first model.</source>
        <translation>« Assez bon » se laisse cliquer dès qu'il y a un premier modèle.</translation>
    </message>
    <message>
        <source>'fast' trains the head in seconds; 'full' the whole network, which pays with many labels.</source>
        <translation>« fast » entraîne la tête en quelques secondes ; « full » le réseau entier, ce qui vaut la peine lorsque les étiquettes sont nombreuses.</translation>
    </message>
    <message>
        <source>'minimum' suits areas and accuracies of rare classes; 'proportional' the overall accuracy.</source>
        <translation>« minimum » convient aux surfaces et exactitudes des classes rares ; « proportional » à l'exactitude globale.</translation>
    </message>
    <message>
        <source>'tokens': one pixel per token of the network, 80 m with most models. This is all that the network knows, and QGIS draws it smoothly. 'full': the radar layer's own pixels, for stacks; the file is about sixty times as large.</source>
        <translation>« tokens » : un pixel par jeton du réseau, 80 m avec la plupart des modèles. C'est tout ce que le réseau sait, et QGIS le dessine en douceur. « full » : les pixels de la couche radar, pour des piles ; le fichier est environ soixante fois plus gros.</translation>
    </message>
    <message>
        <source>'{layer}' has no field '{name}'; it has: {known}.</source>
        <translation>« {layer} » n'a pas de champ « {name} » ; ses champs sont : {known}.</translation>
    </message>
    <message>
        <source>'{layer}' is segmented, but the map is doubtful.</source>
        <translation>« {layer} » est segmentée, mais la carte est douteuse.</translation>
    </message>
    <message>
        <source>'{layer}' is segmented.</source>
        <translation>La couche « {layer} » est segmentée.</translation>
    </message>
    <message>
        <source>'{layer}' is segmented. Check the map before you use it.</source>
        <translation>« {layer} » est segmentée. Vérifiez la carte avant de vous en servir.</translation>
    </message>
    <message>
        <source>'{layer}' is segmented. Its project was closed, so its layers were not added.</source>
        <translation>La couche « {layer} » est segmentée. Son projet a été fermé : ses couches n'ont pas été ajoutées.</translation>
    </message>
    <message>
        <source>'{layer}' was looked at with the model {model}; {size:.0f} MB are kept.</source>
        <translation>« {layer} » a été examinée avec le modèle {model} ; {size:.0f} Mo sont gardés.</translation>
    </message>
    <message>
        <source>'{name}' and '{map}' do not overlap.</source>
        <translation>« {name} » et « {map} » ne se recouvrent pas.</translation>
    </message>
    <message>
        <source>'{name}' cannot be brought onto the grid of the map.</source>
        <translation>« {name} » ne peut pas être placée sur la grille de la carte.</translation>
    </message>
    <message>
        <source>'{name}' cannot be copied: {reason}</source>
        <translation>« {name} » ne peut pas être copiée : {reason}</translation>
    </message>
    <message>
        <source>'{name}' cannot be opened again.</source>
        <translation>« {name} » ne peut pas être rouverte.</translation>
    </message>
    <message>
        <source>'{name}' cannot be read to its end.</source>
        <translation>« {name} » ne peut pas être lue jusqu'à la fin.</translation>
    </message>
    <message>
        <source>'{name}' comes from a map server without a pixel grid of its own.</source>
        <translation>« {name} » provient d'un serveur cartographique et n'a pas de grille de pixels propre.</translation>
    </message>
    <message>
        <source>'{name}' has more than {count} values, and each would be a stratum.</source>
        <translation>'{name}' a plus de {count} valeurs, et chacune serait une strate.</translation>
    </message>
    <message>
        <source>'{name}' has no field '{field}'.</source>
        <translation>« {name} » n'a pas de champ « {field} ».</translation>
    </message>
    <message>
        <source>'{name}' has no field with classes.</source>
        <translation>« {name} » n'a pas de champ avec des classes.</translation>
    </message>
    <message>
        <source>'{name}' has no pixels to copy.</source>
        <translation>« {name} » n'a pas de pixels à copier.</translation>
    </message>
    <message>
        <source>'{name}' has {count} different values in the field '{field}'.</source>
        <translation>« {name} » a {count} valeurs différentes dans le champ « {field} ».</translation>
    </message>
    <message>
        <source>'{name}' holds measurements, not classes.</source>
        <translation>« {name} » contient des mesures, pas des classes.</translation>
    </message>
    <message>
        <source>'{name}' holds no pixel with a class.</source>
        <translation>« {name} » n'a aucun pixel avec une classe.</translation>
    </message>
    <message>
        <source>'{name}' is copied for the worker first.</source>
        <translation>« {name} » est d'abord copiée pour le processus de calcul.</translation>
    </message>
    <message>
        <source>'{name}' is no raster file that GDAL reads.</source>
        <translation>« {name} » n'est pas un fichier raster que GDAL lit.</translation>
    </message>
    <message>
        <source>'{name}' is not available.</source>
        <translation>« {name} » n'est pas disponible.</translation>
    </message>
    <message>
        <source>'{name}' is recovered.</source>
        <translation>« {name} » est récupéré.</translation>
    </message>
    <message>
        <source>'{name}' is the base model or came with Sardino: it stays. Choose another name.</source>
        <translation>« {name} » est le modèle de base ou a été fourni avec Sardino : il est conservé. Choisissez un autre nom.</translation>
    </message>
    <message>
        <source>'{name}' is trained by Fast fine-tuning.</source>
        <translation>« {name} » est entraîné par affinage rapide.</translation>
    </message>
    <message>
        <source>'{name}' is trained.</source>
        <translation>« {name} » est entraîné.</translation>
    </message>
    <message>
        <source>'{name}' lies on another grid, and the map's grid is rotated.</source>
        <translation>« {name} » est sur une autre grille, et la grille de la carte est tournée.</translation>
    </message>
    <message>
        <source>'{name}' was trained in {seconds:.0f} s on {device}.</source>
        <translation>« {name} » a été entraîné en {seconds:.0f} s sur {device}.</translation>
    </message>
    <message>
        <source>'{text}' are no limits.</source>
        <translation>'{text}' ne sont pas des limites.</translation>
    </message>
    <message>
        <source>'{text}' is no list of classes.</source>
        <translation>« {text} » n'est pas une liste de classes.</translation>
    </message>
    <message>
        <source>'{text}' is no share of a class.</source>
        <translation>« {text} » n'est pas la part d'une classe.</translation>
    </message>
    <message>
        <source>'{}' is deleted.</source>
        <translation>« {} » est supprimé.</translation>
    </message>
    <message>
        <source>'{}' is imported.</source>
        <translation>« {} » est importé.</translation>
    </message>
    <message>
        <source>'{}' is the default now.</source>
        <translation>« {} » est désormais le modèle par défaut.</translation>
    </message>
    <message>
        <source>0 to 100, one pixel per token of the network. Skip it to look at a sample only.</source>
        <translation>De 0 à 100, un pixel par jeton du réseau. Ignorez cette sortie pour n'examiner qu'un échantillon.</translation>
    </message>
    <message>
        <source>8-bit picture</source>
        <translation>Image 8 bits</translation>
    </message>
    <message>
        <source>&lt;p&gt;A model is good where the ground looks like its training data. This compares the network's embeddings of a layer with those of the training data.&lt;/p&gt;&lt;p&gt;The raster has one pixel per token of the network. Its value is the share of the training ground, in percent, that is at least as strange: below 5 the ground is stranger than all but 5 % of the training ground. Expect mistakes there: fine-tune, or explore.&lt;/p&gt;&lt;p&gt;Without a raster only a sample of the layer is looked at, which takes seconds.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Limits.&lt;/b&gt; Familiar ground can be mapped wrongly, too: familiarity is no accuracy.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Un modèle est bon là où le terrain ressemble à ses données d'entraînement. Ceci compare les plongements du réseau pour une couche avec ceux des données d'entraînement.&lt;/p&gt;&lt;p&gt;Le raster a un pixel par jeton du réseau. Sa valeur est la part du terrain d'entraînement, en pour cent, qui est au moins aussi étrange : en dessous de 5, le terrain est plus étrange que tout le terrain d'entraînement sauf 5 %. Attendez-vous là à des erreurs : affinez, ou explorez.&lt;/p&gt;&lt;p&gt;Sans raster, seul un échantillon de la couche est examiné, ce qui prend quelques secondes.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Limites.&lt;/b&gt; Un terrain familier peut aussi être mal cartographié : la familiarité n'est pas une exactitude.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Averages radar layers of one place in linear power: speckle differs from date to date, so the mean has less of it. Segment the result as any radar layer.&lt;/p&gt;&lt;p&gt;Bands: the mean of each polarisation, then the standard deviation over the dates of each polarisation in dB, then the number of dates.&lt;/p&gt;&lt;p&gt;What the ground did between the dates is averaged, too: take dates of one season.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Calcule la moyenne de couches radar d'un même lieu en puissance linéaire : le chatoiement diffère d'une date à l'autre, la moyenne en a donc moins. Segmentez le résultat comme toute couche radar.&lt;/p&gt;&lt;p&gt;Bandes : la moyenne de chaque polarisation, puis l'écart type sur les dates de chaque polarisation en dB, puis le nombre de dates.&lt;/p&gt;&lt;p&gt;Ce que le sol a fait entre les dates entre aussi dans la moyenne : prenez des dates d'une même saison.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Compares a map with reference data and estimates overall, user's and producer's accuracy, and the area of each class, with 95 % intervals. Areas counted from pixels stand beside.&lt;/p&gt;&lt;p&gt;&lt;b&gt;A sample&lt;/b&gt; of &lt;i&gt;Draw a sample&lt;/i&gt; knows its strata: Stehman (2014), which is Olofsson et al. (2014) if the strata are the map's classes. The assessed map may be another one than the map of the strata. &lt;b&gt;Other points&lt;/b&gt; are taken for a random sample within each class of the map. &lt;b&gt;Polygons&lt;/b&gt; are clusters: each is one unit, not as many as its pixels.&lt;/p&gt;&lt;p&gt;Left out and counted: points without a class (empty, 0, 'unclassified'), and points where the map has none. A class that the map does not know counts as wrong everywhere.&lt;/p&gt;&lt;p&gt;The figures hold for the whole map only if the places were chosen at random.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Compare une carte avec des données de référence et estime l'exactitude globale, de l'utilisateur et du producteur, et la surface de chaque classe, avec des intervalles à 95 %. Les surfaces comptées en pixels sont à côté.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Un échantillon&lt;/b&gt; de &lt;i&gt;Tirer un échantillon&lt;/i&gt; connaît ses strates : Stehman (2014), qui est Olofsson et al. (2014) si les strates sont les classes de la carte. La carte évaluée peut être une autre que celle des strates. &lt;b&gt;D'autres points&lt;/b&gt; sont pris pour un échantillon aléatoire dans chaque classe de la carte. &lt;b&gt;Les polygones&lt;/b&gt; sont des grappes : chacun est une unité, pas autant que ses pixels.&lt;/p&gt;&lt;p&gt;Laissés de côté et comptés : les points sans classe (vide, 0, 'unclassified') et les points où la carte n'en a pas. Une classe que la carte ne connaît pas compte comme fausse partout.&lt;/p&gt;&lt;p&gt;Les chiffres ne valent pour toute la carte que si les lieux ont été choisis au hasard.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Compares two radar layers of one place: from which class to which, how likely a change is, how far the network's embeddings moved, and the difference in dB as a control.&lt;/p&gt;&lt;p&gt;The later layer is brought onto the grid of the earlier one. Layers of other places, or without a common polarisation, are refused.&lt;/p&gt;&lt;p&gt;Use layers of the same track and processing: another look direction changes the image without any change of the ground.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Compare deux couches radar d'un même lieu : de quelle classe à quelle classe, la probabilité d'un changement, de combien les plongements du réseau ont bougé et, comme contrôle, la différence en dB.&lt;/p&gt;&lt;p&gt;La couche ultérieure est amenée sur la grille de la couche antérieure. Les couches d'autres lieux, ou sans polarisation commune, sont refusées.&lt;/p&gt;&lt;p&gt;Prenez des couches de même trace et de même traitement : une autre direction de visée change l'image sans que le sol change.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Counts a map inside each polygon of a layer: a row per zone and class, with pixels, hectares on the ellipsoid, the share of the zone's classified area in percent, and the mean confidence.&lt;/p&gt;&lt;p&gt;A pixel counts for a zone if its centre lies inside. Zones may overlap. Counted areas carry the map's errors; the accuracy assessment estimates areas without that bias.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Compte une carte dans chaque polygone d'une couche : une ligne par zone et classe, avec les pixels, les hectares sur l'ellipsoïde, la part de la surface classée de la zone en pour cent et la confiance moyenne.&lt;/p&gt;&lt;p&gt;Un pixel compte pour une zone si son centre y est. Les zones peuvent se recouvrir. Les surfaces comptées portent les erreurs de la carte ; l'évaluation de l'exactitude estime les surfaces sans ce biais.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Counts, pixel by pixel, what there is to learn from: polygons and pixels per class, polygons outside the scene or on nodata, outlines that cross themselves, and pixels that two classes claim. Nothing is trained or changed.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Compte, pixel par pixel, ce qu'il y a à apprendre : polygones et pixels par classe, polygones hors de la scène ou sans données, contours qui se croisent eux-mêmes, et pixels que deux classes revendiquent. Rien n'est entraîné ni modifié.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Draws pixels at random in each class of a map (a stratum). You then say what is there, from imagery or in the field, and &lt;i&gt;Assess a map&lt;/i&gt; estimates accuracy and areas.&lt;/p&gt;&lt;p&gt;&lt;b&gt;How many.&lt;/b&gt; For the standard error of the overall accuracy that you want (Cochran 1977, equation 5.25), with the accuracy that you expect; or a number. &lt;b&gt;Where.&lt;/b&gt; 'minimum': so many per class, the rest by area (Olofsson et al. 2014); 'proportional': by area; 'equal'; 'optimal': by area and expected spread, best for the overall accuracy alone.&lt;/p&gt;&lt;p&gt;The points have a drop-down of classes. They do not show the map's class, so that it does not lead the interpreter. The same seed gives the same points.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Tire des pixels au hasard dans chaque classe d'une carte (une strate). Vous dites ensuite ce qui s'y trouve, d'après des images ou sur le terrain, et &lt;i&gt;Évaluer une carte&lt;/i&gt; estime l'exactitude et les surfaces.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Combien.&lt;/b&gt; Pour l'erreur type voulue de l'exactitude globale (Cochran 1977, équation 5.25), avec l'exactitude attendue ; ou un nombre. &lt;b&gt;Où.&lt;/b&gt; « minimum » : tant par classe, le reste par surface (Olofsson et al. 2014) ; « proportional » : par surface ; « equal » : autant partout ; « optimal » : par surface et dispersion attendue, le mieux pour l'exactitude globale seule.&lt;/p&gt;&lt;p&gt;Les points ont une liste de classes. Ils ne montrent pas la classe de la carte, pour qu'elle n'influence pas. La même graine donne les mêmes points.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Finds the places whose labels would help a model most: where it is unsure, and unlike each other. Draw a polygon at each, of whatever is there, and fine-tune again.&lt;/p&gt;&lt;p&gt;The result is a point layer with rank, reason, the class that the model guesses, and how sure it is.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Trouve les endroits dont les étiquettes aideraient le plus un modèle : là où il hésite, et différents les uns des autres. Dessinez un polygone à chacun de ces endroits, quelle que soit la classe présente, puis relancez l'affinage.&lt;/p&gt;&lt;p&gt;Le résultat est une couche de points avec le rang, la raison, la classe supposée par le modèle et son degré de certitude.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Give one or more places of what you look for, as points, lines or polygons. The result says how much each place of the radar layer looks like them to the network, from 0 to 100. Places that are &lt;i&gt;not&lt;/i&gt; meant make the result sharper: give some where it was wrong.&lt;/p&gt;&lt;p&gt;No model of land cover is needed, so this works for anything that the network can tell apart, also outside the model's classes.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Limits.&lt;/b&gt; The number is a similarity, not a probability. Small things disappear: the network sees about 80 m at a time. Look at the result before you choose a threshold.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Donnez un ou plusieurs endroits de ce que vous cherchez, sous forme de points, de lignes ou de polygones. Le résultat dit à quel point chaque endroit de la couche radar leur ressemble pour le réseau, de 0 à 100. Des endroits qui ne sont &lt;i&gt;pas&lt;/i&gt; visés rendent le résultat plus net : donnez-en là où il était faux.&lt;/p&gt;&lt;p&gt;Aucun modèle d'occupation du sol n'est nécessaire : cela marche pour tout ce que le réseau sait distinguer, même hors des classes du modèle.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Limites.&lt;/b&gt; Le nombre est une similarité, pas une probabilité. Les petites choses disparaissent : le réseau voit environ 80 m à la fois. Regardez le résultat avant de choisir un seuil.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Gives patches below the minimum mapping unit to the neighbour that is most probable there. The result is a new layer; the map itself stays.&lt;/p&gt;&lt;p&gt;With a layer of probabilities the neighbour with the highest sum over the patch wins. With a confidence layer the neighbours along the border vote with their confidence; with neither, each has one vote. Patches of the minimum size lose no pixel. A patch is what hangs together by the sides of its pixels.&lt;/p&gt;&lt;p&gt;Pixels without a class and protected classes neither change nor grow. A small patch that touches nothing else stays.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Donne les taches sous l'unité cartographique minimale au voisin le plus probable à cet endroit. Le résultat est une nouvelle couche ; la carte elle-même reste.&lt;/p&gt;&lt;p&gt;Avec une couche de probabilités, le voisin avec la somme la plus haute sur la tache gagne. Avec une couche de confiance, les voisins du bord votent avec leur confiance ; sans les deux, chacun a une voix. Les taches de la taille minimale ne perdent aucun pixel. Une tache est ce qui se tient par les côtés des pixels.&lt;/p&gt;&lt;p&gt;Les pixels sans classe et les classes protégées ne changent ni ne grandissent. Une petite tache qui ne touche rien d'autre reste.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Groups the ground of a radar layer by how it looks to the network (k-means of its features). No labels and no classes are needed. The borders follow the image.&lt;/p&gt;&lt;p&gt;What a segment is, only you can say: name the segments on the page &lt;i&gt;Explore&lt;/i&gt; of Sardino's panel, and merge those that are the same for you.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Limits.&lt;/b&gt; Segments differ as the network sees it. This need not be a difference in land cover: wind on water, soil moisture and the side of a slope make segments, too.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Regroupe le terrain d'une couche radar selon son aspect pour le réseau (k-moyennes de ses caractéristiques). Ni étiquettes ni classes ne sont nécessaires. Les limites suivent l'image.&lt;/p&gt;&lt;p&gt;Vous seul pouvez dire ce qu'est un segment : nommez les segments dans la page &lt;i&gt;Explorer&lt;/i&gt; du panneau de Sardino, et fusionnez ceux qui sont pour vous les mêmes.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Limites.&lt;/b&gt; Les segments diffèrent tels que le réseau les voit. Ce n'est pas forcément une différence d'occupation du sol : le vent sur l'eau, l'humidité du sol et le versant d'une pente font aussi des segments.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Makes a polygon of each connected area of a class. Neighbours share their borders: there are no gaps and no overlaps. Clean up the map first, or there is a polygon for every speck.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Attributes.&lt;/b&gt; code and name of the class; area_ha on the ellipsoid; conf_mean and conf_min in percent; second, second_share: the most frequent other class in the polygon before the clean-up and its share in percent; model and scene.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Simplification&lt;/b&gt; keeps shared borders: each border is simplified once, for both sides. Large maps are worked on in strips; where a border crosses from strip to strip, it keeps a point.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Fait un polygone de chaque surface connexe d'une classe. Les voisins partagent leurs limites : il n'y a ni vides ni recouvrements. Nettoyez d'abord la carte, sinon il y a un polygone pour chaque point.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Attributs.&lt;/b&gt; code et name de la classe ; area_ha sur l'ellipsoïde ; conf_mean et conf_min en pour cent ; second, second_share : l'autre classe la plus fréquente dans le polygone avant le nettoyage et sa part en pour cent ; model et scene.&lt;/p&gt;&lt;p&gt;&lt;b&gt;La simplification&lt;/b&gt; garde les limites partagées : chaque limite est simplifiée une fois, pour les deux côtés. Les grandes cartes sont traitées par bandes ; où une limite passe d'une bande à l'autre, elle garde un point.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Makes one raster on the radar layer's grid, with a name for each band, for the classifiers of other programs: dzetsaka, the Semi-Automatic Classification Plugin, the EnMAP-Box, the Orfeo ToolBox.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;b&gt;backscatter&lt;/b&gt;: the polarisations in dB;&lt;/li&gt;&lt;li&gt;&lt;b&gt;texture&lt;/b&gt;: how the backscatter varies around each pixel;&lt;/li&gt;&lt;li&gt;&lt;b&gt;attention&lt;/b&gt;: where each head of the network looks;&lt;/li&gt;&lt;li&gt;&lt;b&gt;components&lt;/b&gt;: the first principal components of the network's tokens.&lt;/li&gt;&lt;/ul&gt;&lt;p&gt;Principal components are those of this layer: a classifier trained on the stack of one layer does not fit the stack of another one.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Fait un raster sur la grille de la couche radar, avec un nom pour chaque bande, pour les classificateurs d'autres programmes : dzetsaka, le Semi-Automatic Classification Plugin, l'EnMAP-Box, l'Orfeo ToolBox.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;b&gt;backscatter&lt;/b&gt; : les polarisations en dB (rétrodiffusion) ;&lt;/li&gt;&lt;li&gt;&lt;b&gt;texture&lt;/b&gt; : comment la rétrodiffusion varie autour de chaque pixel ;&lt;/li&gt;&lt;li&gt;&lt;b&gt;attention&lt;/b&gt; : où regarde chaque tête du réseau ;&lt;/li&gt;&lt;li&gt;&lt;b&gt;components&lt;/b&gt; : les premières composantes principales des jetons du réseau.&lt;/li&gt;&lt;/ul&gt;&lt;p&gt;Les composantes principales sont celles de cette couche : un classificateur entraîné sur la pile d'une couche ne convient pas à la pile d'une autre.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Makes the land cover, confidence and attention of many scenes: all radar images of a folder, of a list, or several layers. Several processes of this computer work at the same time.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Cancel and resume.&lt;/b&gt; Finished scenes are kept. Run the algorithm again with the same output folder: scenes that are finished with the same model and parameters are skipped. A scene that fails does not stop the others; the table failures.csv says why it failed.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Input.&lt;/b&gt; A folder is searched with all its folders. Files such as x_VV.tif and x_VH.tif side by side are one scene. A list is a text file with a path per line, or a CSV file with a column 'path'.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Output.&lt;/b&gt; A folder per scene with its maps, and a STAC catalogue of all (collection.json).&lt;/p&gt;&lt;p&gt;For clusters and for scenes on servers use the command line: python -m model archive.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Produit l'occupation du sol, la confiance et l'attention de nombreuses scènes : toutes les images radar d'un dossier, d'une liste, ou plusieurs couches. Plusieurs processus de cet ordinateur travaillent en même temps.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Annuler et reprendre.&lt;/b&gt; Les scènes terminées sont gardées. Relancez l'algorithme avec le même dossier de sortie : les scènes terminées avec le même modèle et les mêmes paramètres sont sautées. Une scène qui échoue n'arrête pas les autres ; le tableau failures.csv dit pourquoi.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Entrée.&lt;/b&gt; Un dossier est parcouru avec tous ses dossiers. Des fichiers comme x_VV.tif et x_VH.tif côte à côte sont une scène. Une liste est un fichier texte avec un chemin par ligne, ou un fichier CSV avec une colonne 'path'.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Sortie.&lt;/b&gt; Un dossier par scène avec ses cartes, et un catalogue STAC de toutes (collection.json).&lt;/p&gt;&lt;p&gt;Pour les clusters et les scènes sur des serveurs, prenez la ligne de commande : python -m model archive.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Runs the network over a radar layer once, and keeps what it sees: the tokens (reduced to their principal components), the attention of every head, and the finer features of the pixels. All other algorithms of this group read this file, so they do not run the network again.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Where.&lt;/b&gt; Without a file the features go into Sardino's cache, whose size you can limit in the options. Segmenting a layer fills the cache too. Give a file to keep features for good.&lt;/p&gt;&lt;p&gt;The layer itself is not in the file. If the layer or the model changes, the features are made again.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Fait passer le réseau une fois sur une couche radar et garde ce qu'il voit : les jetons (réduits à leurs composantes principales), l'attention de chaque tête et les caractéristiques plus fines des pixels. Tous les autres algorithmes de ce groupe lisent ce fichier et n'exécutent donc pas le réseau à nouveau.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Où.&lt;/b&gt; Sans fichier, les caractéristiques vont dans le cache de Sardino, dont vous pouvez limiter la taille dans les options. Segmenter une couche remplit aussi le cache. Indiquez un fichier pour garder les caractéristiques durablement.&lt;/p&gt;&lt;p&gt;La couche elle-même n'est pas dans le fichier. Si la couche ou le modèle change, les caractéristiques sont refaites.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Scores a model on labelled polygons: F1 and IoU per class, confusion matrix, accuracy and kappa.&lt;/p&gt;&lt;p&gt;Use polygons that the model was &lt;b&gt;not&lt;/b&gt; trained on; on its own training polygons any model looks better than it is.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Évalue un modèle sur des polygones étiquetés : F1 et IoU par classe, matrice de confusion, exactitude et kappa.&lt;/p&gt;&lt;p&gt;Utilisez des polygones sur lesquels le modèle n'a &lt;b&gt;pas&lt;/b&gt; été entraîné ; sur ses propres polygones d'entraînement, tout modèle paraît meilleur qu'il ne l'est.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Shows the first three principal components of the network's tokens as red, green and blue. Places with the same colour look alike to the network; where the colours change, so does what the network sees.&lt;/p&gt;&lt;p&gt;The colours have no meaning of their own, and those of two layers cannot be compared.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Montre les trois premières composantes principales des jetons du réseau en rouge, vert et bleu. Les endroits de même couleur se ressemblent pour le réseau ; là où les couleurs changent, ce que voit le réseau change aussi.&lt;/p&gt;&lt;p&gt;Les couleurs n'ont pas de sens propre, et celles de deux couches ne peuvent pas être comparées.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Trains a model on polygons of your own, so that it maps your area and classes better. The base model is not changed; the new one is listed beside it, with its lineage.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Labels.&lt;/b&gt; Polygon layers in any coordinate system with a field for the class. Five or more polygons per class, spread over the scene, each of one class throughout. They are copied, with unsaved edits, joins, virtual fields and the layer's filter, and never changed. An outline that crosses itself counts as one polygon, as the map shows it.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Scores.&lt;/b&gt; Whole polygons are held out of training to score it, so the numbers say how well the model does where it was not taught. With few polygons they are an estimate.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Cancel&lt;/b&gt; throws the new model away.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Entraîne un modèle sur vos propres polygones, pour qu'il cartographie mieux votre zone et vos classes. Le modèle de base reste inchangé ; le nouveau figure à côté, avec sa lignée.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Étiquettes.&lt;/b&gt; Couches de polygones dans tout système de coordonnées, avec un champ pour la classe. Cinq polygones ou plus par classe, répartis sur la scène, chacun d'une seule classe. Ils sont copiés, avec les modifications non enregistrées, les jointures, les champs virtuels et le filtre de la couche, et jamais modifiés. Un contour qui se croise lui-même compte pour un polygone, comme la carte le montre.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Scores.&lt;/b&gt; Des polygones entiers sont exclus de l'entraînement pour l'évaluer : les chiffres disent donc ce que vaut le modèle là où il n'a rien appris. Avec peu de polygones, c'est une estimation.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Annuler&lt;/b&gt; jette le nouveau modèle.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Turns a SAR (radar) layer into a land cover map, with the model's confidence and the attention maps of its vision transformer. Everything runs on this computer, in a process of its own.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Input.&lt;/b&gt; One raster with VV or HH and/or VH or HV, or two rasters on the same grid. Sentinel-1 GRD or RTC, as sigma0 or gamma0 in dB or linear power, amplitude, raw digital numbers or 8-bit pictures. Bands, units and nodata are recognised; each can be set by hand.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Products&lt;/b&gt;, on exactly the grid of the input:&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;b&gt;Land cover&lt;/b&gt;: ESA WorldCover codes (10 tree cover, 30 grassland, 40 cropland, 50 built-up, 80 water ...); 0 where the input is invalid.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Confidence&lt;/b&gt;: the probability of the class chosen, 0 to 100. Low values mark what to check first. It is the model's own opinion, not an accuracy.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Attention&lt;/b&gt;: where the network looks, one band per head and their mean last.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Familiarity&lt;/b&gt;: how much the ground is like what the model was trained on, 0 to 100; below 5 it is stranger than all but 5 % of the training ground.&lt;/li&gt;&lt;/ul&gt;&lt;p&gt;&lt;b&gt;Limits.&lt;/b&gt; The model knows Sentinel-1 at about 10 m. Other sensors, wavelengths and steep mountains (layover, shadow) give less reliable maps. Classes that look alike to radar, such as dry grass and fallow fields, are confused; check against optical images before you rely on areas.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Transforme une couche SAR (radar) en carte d'occupation du sol, avec la confiance du modèle et les cartes d'attention de son vision transformer. Tout s'exécute sur cet ordinateur, dans un processus distinct.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Entrée.&lt;/b&gt; Un raster avec VV ou HH et/ou VH ou HV, ou deux rasters sur la même grille. Sentinel-1 GRD ou RTC, en sigma0 ou gamma0 en dB ou en puissance linéaire, en amplitude, en comptes numériques bruts ou en images 8 bits. Les bandes, les unités et la valeur nodata sont reconnues ; chacune peut être définie manuellement.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Produits&lt;/b&gt;, exactement sur la grille de l'entrée :&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;b&gt;Occupation du sol&lt;/b&gt; : codes ESA WorldCover (10 couvert arboré, 30 prairies, 40 terres cultivées, 50 zones bâties, 80 eau ...) ; 0 là où l'entrée est invalide.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Confiance&lt;/b&gt; : la probabilité de la classe retenue, de 0 à 100. Les valeurs faibles signalent ce qu'il faut vérifier en premier. C'est l'avis du modèle lui-même, pas une exactitude.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Attention&lt;/b&gt; : où regarde le réseau, une bande par tête et leur moyenne en dernier.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Familiarité&lt;/b&gt; : à quel point le terrain ressemble à ce dont le modèle a appris, de 0 à 100 ; en dessous de 5, il est plus étrange que tout le terrain d'entraînement sauf 5 %.&lt;/li&gt;&lt;/ul&gt;&lt;p&gt;&lt;b&gt;Limites.&lt;/b&gt; Le modèle connaît Sentinel-1 à environ 10 m. D'autres capteurs, d'autres longueurs d'onde et les montagnes escarpées (repliement, ombre) donnent des cartes moins fiables. Les classes qui se ressemblent au radar, comme l'herbe sèche et les jachères, sont confondues ; vérifiez avec des images optiques avant de vous fier aux superficies.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Writes what is known of a land-cover layer: the map with legend and scale bar, confidence, areas, accuracy, changes, the model's card, parameters, origin, and warnings.&lt;/p&gt;&lt;p&gt;The HTML file holds its pictures and can be sent as it is. Only the land cover is needed; what else you give adds its part.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Écrit ce qui est connu d'une couche d'occupation du sol : la carte avec légende et échelle, la confiance, les surfaces, l'exactitude, les changements, la fiche du modèle, les paramètres, l'origine et les avertissements.&lt;/p&gt;&lt;p&gt;Le fichier HTML contient ses images et peut être envoyé tel quel. Seule l'occupation du sol est nécessaire ; le reste ajoute sa partie.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>A CPU does not compute in fp16.</source>
        <translation>Un CPU ne calcule pas en fp16.</translation>
    </message>
    <message>
        <source>A Python that Sardino fetches</source>
        <translation>Un Python que Sardino télécharge</translation>
    </message>
    <message>
        <source>A band per class; its name begins with the class's code, or bands follow the map's legend.</source>
        <translation>Une bande par classe ; son nom commence par le code de la classe, ou les bandes suivent la légende de la carte.</translation>
    </message>
    <message>
        <source>A better map of your own area, from polygons that you draw</source>
        <translation>Une meilleure carte de votre zone, à partir de polygones que vous dessinez</translation>
    </message>
    <message>
        <source>A class has no usable code, name or colour.</source>
        <translation>Une classe n'a pas de code, de nom ou de couleur utilisable.</translation>
    </message>
    <message>
        <source>A class has two prior shares.</source>
        <translation>Une classe a deux parts attendues.</translation>
    </message>
    <message>
        <source>A class needs a whole number as its code: {row}.</source>
        <translation>Le code d'une classe doit être un nombre entier : {row}.</translation>
    </message>
    <message>
        <source>A click on a heading sorts. Ctrl+C copies the chosen rows, or all of them.</source>
        <translation>Un clic sur un en-tête trie. Ctrl+C copie les lignes choisies, ou toutes.</translation>
    </message>
    <message>
        <source>A click on the map selects the row of the segment there; with Shift one more row. A double click lets you name it.</source>
        <translation>Un clic sur la carte sélectionne la ligne du segment à cet endroit ; avec Maj, une ligne de plus. Un double clic permet de le nommer.</translation>
    </message>
    <message>
        <source>A click, or Enter, gives the point this class and goes on.</source>
        <translation>Un clic, ou Entrée, donne cette classe au point et continue.</translation>
    </message>
    <message>
        <source>A date is given twice.</source>
        <translation>Une date est donnée deux fois.</translation>
    </message>
    <message>
        <source>A file or folder cannot be used</source>
        <translation>Un fichier ou un dossier est inutilisable</translation>
    </message>
    <message>
        <source>A file's name or path is too long.</source>
        <translation>Le nom ou le chemin d'un fichier est trop long.</translation>
    </message>
    <message>
        <source>A folder with radar images; its folders are searched, too.</source>
        <translation>Un dossier avec des images radar ; ses dossiers sont parcourus aussi.</translation>
    </message>
    <message>
        <source>A kept model is trained by Fast fine-tuning on your places, as on the page 'Fine-tune'. It is not the quick classifier of the view, so its map differs a little from the one you see.</source>
        <translation>Un modèle gardé est entraîné par affinage rapide sur vos endroits, comme dans la page « Affiner ». Ce n'est pas le classificateur rapide de la vue : sa carte diffère donc un peu de celle que vous voyez.</translation>
    </message>
    <message>
        <source>A layer of 'Change between two dates': a picture, and the table from class to class.</source>
        <translation>Une couche de « Changement entre deux dates » : une image et le tableau de classe à classe.</translation>
    </message>
    <message>
        <source>A map of classes: Sardino's or any other.</source>
        <translation>Une carte de classes : de Sardino ou autre.</translation>
    </message>
    <message>
        <source>A marked place is neither a point, nor a line, nor a polygon.</source>
        <translation>Un endroit marqué n'est ni un point, ni une ligne, ni un polygone.</translation>
    </message>
    <message>
        <source>A model has {largest} classes at most. Name the field that holds the class.</source>
        <translation>Un modèle a {largest} classes au plus. Indiquez le champ qui contient la classe.</translation>
    </message>
    <message>
        <source>A model needs at least two classes to tell apart.</source>
        <translation>Un modèle a besoin d'au moins deux classes à distinguer.</translation>
    </message>
    <message>
        <source>A number of workers or retries is not negative.</source>
        <translation>Un nombre de processus ou d'essais n'est pas négatif.</translation>
    </message>
    <message>
        <source>A package index instead of PyPI. The proxy is that of QGIS's network settings.</source>
        <translation>Un index de paquets à la place de PyPI. Le proxy est celui des paramètres réseau de QGIS.</translation>
    </message>
    <message>
        <source>A package is missing</source>
        <translation>Un paquet est absent</translation>
    </message>
    <message>
        <source>A package is not what it should be</source>
        <translation>Un paquet n'est pas celui attendu</translation>
    </message>
    <message>
        <source>A page with all figures and both matrices.</source>
        <translation>Une page avec tous les chiffres et les deux matrices.</translation>
    </message>
    <message>
        <source>A place lies where {crs} is not defined.</source>
        <translation>Un endroit se trouve là où {crs} n'est pas défini.</translation>
    </message>
    <message>
        <source>A point has no stratum, or its stratum has no size.</source>
        <translation>Un point n'a pas de strate, ou sa strate n'a pas de taille.</translation>
    </message>
    <message>
        <source>A polygon is drawn.</source>
        <translation>Un polygone est dessiné.</translation>
    </message>
    <message>
        <source>A raster of class codes: a land cover of Sardino, or of any other program.</source>
        <translation>Un raster de codes de classes : une occupation du sol de Sardino ou d'un autre programme.</translation>
    </message>
    <message>
        <source>A rectangle is drawn.</source>
        <translation>Un rectangle est dessiné.</translation>
    </message>
    <message>
        <source>A report to copy: versions, devices, environment, last errors.</source>
        <translation>Un rapport à copier : versions, périphériques, environnement, dernières erreurs.</translation>
    </message>
    <message>
        <source>A row is what is really there, a column what the model says; numbers are % of the row.</source>
        <translation>Une ligne correspond à ce qui est réellement présent, une colonne à ce que dit le modèle ; les nombres sont en % de la ligne.</translation>
    </message>
    <message>
        <source>A sample whose points have a class, or other reference data.</source>
        <translation>Un échantillon dont les points ont une classe, ou d'autres données de référence.</translation>
    </message>
    <message>
        <source>A scene could not be fetched</source>
        <translation>Une scène n'a pas pu être récupérée</translation>
    </message>
    <message>
        <source>A second raster with VH or HV, if it is not a band of the first. Same grid.</source>
        <translation>Un second raster avec VH ou HV, si ce n'est pas une bande du premier. Même grille.</translation>
    </message>
    <message>
        <source>A table with a row per class.</source>
        <translation>Une table avec une ligne par classe.</translation>
    </message>
    <message>
        <source>A table with a row per zone and class.</source>
        <translation>Une table avec une ligne par zone et classe.</translation>
    </message>
    <message>
        <source>A table with the area and share of each class in each zone.</source>
        <translation>Une table avec la surface et la part de chaque classe dans chaque zone.</translation>
    </message>
    <message>
        <source>A text file with a path per line, or a CSV file with a column 'path'.</source>
        <translation>Un fichier texte avec un chemin par ligne, ou un fichier CSV avec une colonne 'path'.</translation>
    </message>
    <message>
        <source>A text of your own, shown after the title.</source>
        <translation>Un texte à vous, affiché après le titre.</translation>
    </message>
    <message>
        <source>A training that was cut short was found: going on from its best model</source>
        <translation>Un entraînement interrompu a été trouvé : reprise à partir de son meilleur modèle</translation>
    </message>
    <message>
        <source>A training that was cut short was taken up again.</source>
        <translation>Un entraînement interrompu a été repris.</translation>
    </message>
    <message>
        <source>A value to treat as nodata, besides the layer's own.</source>
        <translation>Une valeur à traiter comme nodata, en plus de celle de la couche.</translation>
    </message>
    <message>
        <source>A&amp;ttention</source>
        <translation>&amp;Attention</translation>
    </message>
    <message>
        <source>Accuracies and areas with 95 % intervals, from a sample or other reference data.</source>
        <translation>Exactitudes et surfaces avec intervalles à 95 %, d'un échantillon ou d'autres données de référence.</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Exactitude</translation>
    </message>
    <message>
        <source>Accuracy (JSON)</source>
        <translation>Exactitude (JSON)</translation>
    </message>
    <message>
        <source>Accuracy and areas</source>
        <translation>Exactitude et surfaces</translation>
    </message>
    <message>
        <source>Accuracy of {map}</source>
        <translation>Exactitude de {map}</translation>
    </message>
    <message>
        <source>Acquired</source>
        <translation>Acquisition</translation>
    </message>
    <message>
        <source>Add PyTorch …</source>
        <translation>Ajouter PyTorch …</translation>
    </message>
    <message>
        <source>Add PyTorch: Raster &gt; Sardino &gt; Set up model backend, and choose Full. Or, in a terminal: python3 build.py setup --full</source>
        <translation>Ajoutez PyTorch : Raster &gt; Sardino &gt; Configurer le moteur du modèle, et choisissez Complet. Ou, dans un terminal : python3 build.py setup --full</translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation>Ajouter une classe</translation>
    </message>
    <message>
        <source>Add a class first.</source>
        <translation>Ajoutez d'abord une classe.</translation>
    </message>
    <message>
        <source>Add a layer of polygons first</source>
        <translation>Ajoutez d'abord une couche de polygones</translation>
    </message>
    <message>
        <source>Add the maps to the project</source>
        <translation>Ajouter les cartes au projet</translation>
    </message>
    <message>
        <source>Add them to the expected classes, or leave out their shares.</source>
        <translation>Ajoutez-les aux classes attendues, ou omettez leurs parts.</translation>
    </message>
    <message>
        <source>Additional nodata value</source>
        <translation>Valeur nodata supplémentaire</translation>
    </message>
    <message>
        <source>Adds a polygon layer of the project, with its class field.</source>
        <translation>Ajoute une couche de polygones du projet, avec son champ de classe.</translation>
    </message>
    <message>
        <source>Adds a print layout with map, legend and scale bar to the project, and opens it.</source>
        <translation>Ajoute au projet une mise en page avec carte, légende et échelle, et l'ouvre.</translation>
    </message>
    <message>
        <source>Adds a radar layer of the project.</source>
        <translation>Ajoute une couche radar du projet.</translation>
    </message>
    <message>
        <source>Adds points where labels would help most: where the model is unsure, and unlike each other.</source>
        <translation>Ajoute des points là où des étiquettes aideraient le plus : là où le modèle hésite, et différents les uns des autres.</translation>
    </message>
    <message>
        <source>Adds the maps of the first 20 scenes to the project.</source>
        <translation>Ajoute les cartes des 20 premières scènes au projet.</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Avancé</translation>
    </message>
    <message>
        <source>After so long without a job the model's process ends; the next job starts it again.</source>
        <translation>Après ce délai sans tâche, le processus du modèle s'arrête ; la tâche suivante le redémarre.</translation>
    </message>
    <message>
        <source>After the map</source>
        <translation>Après la carte</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>All figures (ASSESSMENT) of 'Assess a map': a JSON file, or the text itself.</source>
        <translation>Tous les chiffres (ASSESSMENT) de « Évaluer une carte » : un fichier JSON ou le texte lui-même.</translation>
    </message>
    <message>
        <source>All figures (JSON)</source>
        <translation>Tous les chiffres (JSON)</translation>
    </message>
    <message>
        <source>All pixels of the scene are masked by its alpha band or mask, or are nodata.</source>
        <translation>Tous les pixels de la scène sont masqués par sa bande alpha ou son masque, ou sont nodata.</translation>
    </message>
    <message>
        <source>All pixels of the scene are nodata, or far below any backscatter.</source>
        <translation>Tous les pixels de la scène sont nodata, ou bien inférieurs à toute rétrodiffusion.</translation>
    </message>
    <message>
        <source>All points have a class. Assess the map below.</source>
        <translation>Tous les points ont une classe. Évaluez la carte plus bas.</translation>
    </message>
    <message>
        <source>All polygons are of one class.</source>
        <translation>Tous les polygones sont de la même classe.</translation>
    </message>
    <message>
        <source>Also as PDF</source>
        <translation>Aussi en PDF</translation>
    </message>
    <message>
        <source>Also changes how the model sees the image. Better with a GPU, and with 20 and more polygons per class.</source>
        <translation>Change aussi la façon dont le modèle voit l'image. Mieux avec un GPU, et avec 20 polygones et plus par classe.</translation>
    </message>
    <message>
        <source>Also kappa</source>
        <translation>Aussi kappa</translation>
    </message>
    <message>
        <source>Also looks at mirror images of every tile: a little better, and four times as slow.</source>
        <translation>Regarde aussi les images en miroir de chaque tuile : un peu mieux, et quatre fois plus lent.</translation>
    </message>
    <message>
        <source>Also segment what is not radar</source>
        <translation>Segmenter aussi ce qui n'est pas du radar</translation>
    </message>
    <message>
        <source>Amplitude</source>
        <translation>Amplitude</translation>
    </message>
    <message>
        <source>An empty stack: choose at least one of its parts.</source>
        <translation>Pile vide : choisissez au moins une de ses parties.</translation>
    </message>
    <message>
        <source>An estimate, since some classes have few polygons.</source>
        <translation>Une estimation, car certaines classes ont peu de polygones.</translation>
    </message>
    <message>
        <source>An extent has four numbers: west, south, east, north.</source>
        <translation>Une emprise comporte quatre nombres : ouest, sud, est, nord.</translation>
    </message>
    <message>
        <source>Another count or search is on.</source>
        <translation>Un autre comptage ou une autre recherche est en cours.</translation>
    </message>
    <message>
        <source>Another date of the same place.</source>
        <translation>Une autre date du même lieu.</translation>
    </message>
    <message>
        <source>Another run is on</source>
        <translation>Une autre exécution est en cours</translation>
    </message>
    <message>
        <source>Another run writes into the folder</source>
        <translation>Une autre exécution écrit dans le dossier</translation>
    </message>
    <message>
        <source>Another value that means 'no data', besides the one that the file declares.</source>
        <translation>Une autre valeur signifiant « pas de données », en plus de celle que déclare le fichier.</translation>
    </message>
    <message>
        <source>Any class</source>
        <translation>Toute classe</translation>
    </message>
    <message>
        <source>Apple GPU, through MPS</source>
        <translation>GPU Apple, via MPS</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architecture</translation>
    </message>
    <message>
        <source>Area (ha)</source>
        <translation>Surface (ha)</translation>
    </message>
    <message>
        <source>Area drawn on the map</source>
        <translation>Zone dessinée sur la carte</translation>
    </message>
    <message>
        <source>Area of all polygons (ha)</source>
        <translation>Surface de tous les polygones (ha)</translation>
    </message>
    <message>
        <source>Area of each class</source>
        <translation>Superficie de chaque classe</translation>
    </message>
    <message>
        <source>Area of each class (JSON)</source>
        <translation>Superficie de chaque classe (JSON)</translation>
    </message>
    <message>
        <source>Area on the ground in hectares</source>
        <translation>Surface au sol en hectares</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>Surfaces</translation>
    </message>
    <message>
        <source>Areas by zones</source>
        <translation>Surfaces par zones</translation>
    </message>
    <message>
        <source>Areas counted from pixels carry the errors of the map: what is mapped too often is too large. Areas estimated from a sample of reference points do not, and have an interval.</source>
        <translation>Les surfaces comptées en pixels portent les erreurs de la carte : ce qui est cartographié trop souvent est trop grand. Les surfaces estimées d'un échantillon de points de référence ne les portent pas et ont un intervalle.</translation>
    </message>
    <message>
        <source>As in: 50, 80 for below 50, 50 to 80, and 80 and above. For layers that hold measurements.</source>
        <translation>Par exemple 50, 80 pour : moins de 50, de 50 à 80, 80 et plus. Pour les couches de mesures.</translation>
    </message>
    <message>
        <source>Ask for fewer pixels.</source>
        <translation>Demandez moins de pixels.</translation>
    </message>
    <message>
        <source>Asking the worker …</source>
        <translation>Interrogation du processus de calcul …</translation>
    </message>
    <message>
        <source>Assess a map</source>
        <translation>Évaluer une carte</translation>
    </message>
    <message>
        <source>Assess the map</source>
        <translation>Évaluer la carte</translation>
    </message>
    <message>
        <source>Assess the whole sample as it was drawn, or remove the fields of the strata.</source>
        <translation>Évaluez l'échantillon entier tel qu'il a été tiré, ou enlevez les champs des strates.</translation>
    </message>
    <message>
        <source>At least in each class</source>
        <translation>Au moins dans chaque classe</translation>
    </message>
    <message>
        <source>At least one layer has to be made.</source>
        <translation>Il faut créer au moins une couche.</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Attention of</source>
        <translation>Attention de</translation>
    </message>
    <message>
        <source>Attention of a place</source>
        <translation>Attention d'un endroit</translation>
    </message>
    <message>
        <source>Attention with the radar layer's own pixels</source>
        <translation>Attention avec les pixels de la couche radar</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Auteur</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>Automatic (asking …)</source>
        <translation>Automatique (interrogation …)</translation>
    </message>
    <message>
        <source>Automatic (not known yet)</source>
        <translation>Automatique (pas encore connu)</translation>
    </message>
    <message>
        <source>Averaging takes two or more dates.</source>
        <translation>Une moyenne demande deux dates ou plus.</translation>
    </message>
    <message>
        <source>Averaging takes two or more dates: choose two or more radar layers.</source>
        <translation>Une moyenne demande deux dates ou plus : choisissez deux couches radar ou plus.</translation>
    </message>
    <message>
        <source>Averaging the dates</source>
        <translation>Moyenne des dates</translation>
    </message>
    <message>
        <source>Backscatter, texture, attention and embeddings as bands of one raster.</source>
        <translation>Rétrodiffusion, texture, attention et plongements comme bandes d'un seul raster.</translation>
    </message>
    <message>
        <source>Band number of VH or HV, in the second raster if there is one. Empty: recognise it. 0: there is none.</source>
        <translation>Numéro de la bande VH ou HV, dans le second raster s'il y en a un. Vide : la reconnaître. 0 : il n'y en a pas.</translation>
    </message>
    <message>
        <source>Band number of VV or HH. Empty: recognise it. 0: there is none.</source>
        <translation>Numéro de la bande VV ou HH. Vide : la reconnaître. 0 : il n'y en a pas.</translation>
    </message>
    <message>
        <source>Band of VH or HV</source>
        <translation>Bande VH ou HV</translation>
    </message>
    <message>
        <source>Band of VV or HH</source>
        <translation>Bande VV ou HH</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>Bandes</translation>
    </message>
    <message>
        <source>Bare / sparse vegetation</source>
        <translation>Sol nu / végétation clairsemée</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Modèle de base</translation>
    </message>
    <message>
        <source>Before you use this map</source>
        <translation>Avant d'utiliser cette carte</translation>
    </message>
    <message>
        <source>Belongs to the map. Chosen by itself for Sardino's maps.</source>
        <translation>Appartient à la carte. Choisie d'elle-même pour les cartes de Sardino.</translation>
    </message>
    <message>
        <source>Beside the project instead: {folder}</source>
        <translation>À côté du projet à la place : {folder}</translation>
    </message>
    <message>
        <source>Beside the radar layer</source>
        <translation>À côté de la couche radar</translation>
    </message>
    <message>
        <source>Both dates are the same file.</source>
        <translation>Les deux dates sont le même fichier.</translation>
    </message>
    <message>
        <source>Both polarisations were switched off.</source>
        <translation>Les deux polarisations ont été désactivées.</translation>
    </message>
    <message>
        <source>Bring both layers onto one grid first (Raster &gt; Projections &gt; Warp).</source>
        <translation>Mettez d'abord les deux couches sur une grille (Raster &gt; Projections &gt; Projection).</translation>
    </message>
    <message>
        <source>Built-up</source>
        <translation>Zones bâties</translation>
    </message>
    <message>
        <source>Built-up elsewhere</source>
        <translation>Bâti à tort</translation>
    </message>
    <message>
        <source>C&amp;ancel</source>
        <translation>A&amp;nnuler</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>C&amp;opier</translation>
    </message>
    <message>
        <source>CSV (*.csv);;HTML (*.html)</source>
        <translation>CSV (*.csv);;HTML (*.html)</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>Fichiers CSV (*.csv)</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>Erreur de calibration</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulé</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Annulé.</translation>
    </message>
    <message>
        <source>Cancelled. Finished scenes are kept; run it again with the same folder to go on.</source>
        <translation>Annulé. Les scènes terminées sont gardées ; relancez avec le même dossier pour continuer.</translation>
    </message>
    <message>
        <source>Cancelled. No model was kept.</source>
        <translation>Annulé. Aucun modèle n'a été conservé.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was written.</source>
        <translation>Annulé. Rien n'a été écrit.</translation>
    </message>
    <message>
        <source>Cancelled. What was downloaded is kept for the next try.</source>
        <translation>Annulé. Ce qui a été téléchargé est conservé pour le prochain essai.</translation>
    </message>
    <message>
        <source>Cancelled: its project was closed. Nothing was written.</source>
        <translation>Annulé : son projet a été fermé. Rien n'a été écrit.</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>Annulé ; rien n'a été écrit.</translation>
    </message>
    <message>
        <source>Cancelling …</source>
        <translation>Annulation …</translation>
    </message>
    <message>
        <source>Card of the model</source>
        <translation>Fiche du modèle</translation>
    </message>
    <message>
        <source>Careful: four looks at every tile</source>
        <translation>Soigneux : quatre regards sur chaque tuile</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Changement</translation>
    </message>
    <message>
        <source>Change between two dates</source>
        <translation>Changement entre deux dates</translation>
    </message>
    <message>
        <source>Change layer</source>
        <translation>Couche de changement</translation>
    </message>
    <message>
        <source>Change of backscatter</source>
        <translation>Changement de la rétrodiffusion</translation>
    </message>
    <message>
        <source>Change of class</source>
        <translation>Changement de classe</translation>
    </message>
    <message>
        <source>Change of embeddings</source>
        <translation>Changement des plongements</translation>
    </message>
    <message>
        <source>Change to the class (code)</source>
        <translation>Changement vers la classe (code)</translation>
    </message>
    <message>
        <source>Changes (JSON)</source>
        <translation>Changements (JSON)</translation>
    </message>
    <message>
        <source>Chec&amp;k labels</source>
        <translation>&amp;Vérifier les étiquettes</translation>
    </message>
    <message>
        <source>Check that the disk has room and that the folder may be written to.</source>
        <translation>Vérifiez que le disque a de la place et qu'on peut écrire dans le dossier.</translation>
    </message>
    <message>
        <source>Check that the file opens in QGIS and is complete; download it again if it was cut short.</source>
        <translation>Vérifiez que le fichier s'ouvre dans QGIS et qu'il est complet ; téléchargez-le à nouveau s'il a été tronqué.</translation>
    </message>
    <message>
        <source>Check that the file or folder is there, that you may use it, and that its disk is connected.</source>
        <translation>Vérifiez que le fichier ou le dossier existe, que vous pouvez l'utiliser et que son disque est connecté.</translation>
    </message>
    <message>
        <source>Check that the layer opens in QGIS and that its edits are saved.</source>
        <translation>Vérifiez que la couche s'ouvre dans QGIS et que ses modifications sont enregistrées.</translation>
    </message>
    <message>
        <source>Check the address, the signer and the network. Then start again.</source>
        <translation>Vérifiez l'adresse, le signataire et le réseau. Puis relancez.</translation>
    </message>
    <message>
        <source>Check the connection and the free space of the temporary folder, or use a smaller extent.</source>
        <translation>Vérifiez la connexion et l'espace libre du dossier temporaire, ou utilisez une emprise plus petite.</translation>
    </message>
    <message>
        <source>Check the connection and the proxy (Settings &gt; Options &gt; Network), then try again. Without internet, use a folder of packages.</source>
        <translation>Vérifiez la connexion et le proxy (Préférences &gt; Options &gt; Réseau), puis réessayez. Sans Internet, utilisez un dossier de paquets.</translation>
    </message>
    <message>
        <source>Check the layer's nodata value, the bands and the extent: nothing valid is left to segment.</source>
        <translation>Vérifiez la valeur nodata de la couche, les bandes et l'emprise : il ne reste rien de valide à segmenter.</translation>
    </message>
    <message>
        <source>Check the map before you use it.</source>
        <translation>Vérifiez la carte avant de vous en servir.</translation>
    </message>
    <message>
        <source>Check the numbers: the extent and the nodata value have to be finite.</source>
        <translation>Vérifiez les nombres : l'emprise et la valeur nodata doivent être finies.</translation>
    </message>
    <message>
        <source>Check the package index, or fill the folder of packages anew, for this system and this Python version.</source>
        <translation>Vérifiez l'index des paquets, ou remplissez à nouveau le dossier de paquets, pour ce système et cette version de Python.</translation>
    </message>
    <message>
        <source>Check the parameters.</source>
        <translation>Vérifiez les paramètres.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Vérifiez le chemin.</translation>
    </message>
    <message>
        <source>Check whether the file has moved.</source>
        <translation>Vérifiez si le fichier a été déplacé.</translation>
    </message>
    <message>
        <source>Checking the interpreter</source>
        <translation>Vérification de l'interpréteur</translation>
    </message>
    <message>
        <source>Choose 'auto' or 'cpu', or install the backend for your GPU.</source>
        <translation>Choisissez « auto » ou « cpu », ou configurez le moteur pour votre GPU.</translation>
    </message>
    <message>
        <source>Choose 'auto' or 'fp32'.</source>
        <translation>Choisissez « auto » ou « fp32 ».</translation>
    </message>
    <message>
        <source>Choose 'auto', 'fp32' or 'bf16'.</source>
        <translation>Choisissez « auto », « fp32 » ou « bf16 ».</translation>
    </message>
    <message>
        <source>Choose 2 or more segments</source>
        <translation>Choisissez 2 segments ou plus</translation>
    </message>
    <message>
        <source>Choose a SAR layer, or tick 'Segment even if it does not look like radar' if you are sure.</source>
        <translation>Choisissez une couche SAR ou, s'il s'agit bien de radar, cochez « Segmenter même si cela ne ressemble pas à du radar ».</translation>
    </message>
    <message>
        <source>Choose a class and click or brush where it is. The map of the view follows at once.</source>
        <translation>Choisissez une classe et cliquez ou passez le pinceau là où elle est. La carte de la vue suit aussitôt.</translation>
    </message>
    <message>
        <source>Choose a class in the table to change it.</source>
        <translation>Choisissez dans le tableau la classe à modifier.</translation>
    </message>
    <message>
        <source>Choose a field of class codes, or say which code each value stands for.</source>
        <translation>Choisissez un champ de codes de classe, ou indiquez à quel code correspond chaque valeur.</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>Choisissez un fichier.</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Choisir un dossier</translation>
    </message>
    <message>
        <source>Choose a folder for the files first</source>
        <translation>Choisissez d'abord un dossier pour les fichiers</translation>
    </message>
    <message>
        <source>Choose a folder that is not so deep.</source>
        <translation>Choisissez un dossier moins profond.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to and where the files are not open elsewhere.</source>
        <translation>Choisissez un dossier où vous pouvez écrire et dont les fichiers ne sont pas ouverts ailleurs.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, and a file that is not open elsewhere.</source>
        <translation>Choisissez un dossier où vous pouvez écrire, et un fichier qui n'est pas ouvert ailleurs.</translation>
    </message>
    <message>
        <source>Choose a group of the Layers panel that holds the radar layers of all dates.</source>
        <translation>Choisissez un groupe du panneau Couches qui contient les couches radar de toutes les dates.</translation>
    </message>
    <message>
        <source>Choose a label layer, or make a new one</source>
        <translation>Choisissez une couche d'étiquettes, ou créez-en une</translation>
    </message>
    <message>
        <source>Choose a land cover layer first</source>
        <translation>Choisissez d'abord une couche d'occupation du sol</translation>
    </message>
    <message>
        <source>Choose a land cover layer: a raster of class codes.</source>
        <translation>Choisissez une couche d'occupation du sol : un raster de codes de classes.</translation>
    </message>
    <message>
        <source>Choose a larger standard error or fewer strata.</source>
        <translation>Choisissez une erreur type plus grande ou moins de strates.</translation>
    </message>
    <message>
        <source>Choose a layer of polygons.</source>
        <translation>Choisissez une couche de polygones.</translation>
    </message>
    <message>
        <source>Choose a layer.</source>
        <translation>Choisissez une couche.</translation>
    </message>
    <message>
        <source>Choose a lower threshold, or mark other places.</source>
        <translation>Choisissez un seuil plus bas, ou marquez d'autres endroits.</translation>
    </message>
    <message>
        <source>Choose a place inside the scene.</source>
        <translation>Choisissez un endroit dans la scène.</translation>
    </message>
    <message>
        <source>Choose a place with data.</source>
        <translation>Choisissez un endroit avec des données.</translation>
    </message>
    <message>
        <source>Choose a polygon layer and the field that holds the class.</source>
        <translation>Choisissez une couche de polygones et le champ qui contient la classe.</translation>
    </message>
    <message>
        <source>Choose a polygon layer first</source>
        <translation>Choisissez d'abord une couche de polygones</translation>
    </message>
    <message>
        <source>Choose a radar layer first.</source>
        <translation>Choisissez d'abord une couche radar.</translation>
    </message>
    <message>
        <source>Choose a raster layer first</source>
        <translation>Choisissez d'abord une couche raster</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation>Choisissez un nom plus court.</translation>
    </message>
    <message>
        <source>Choose a smaller extent, or download the data as a file.</source>
        <translation>Choisissez une emprise plus petite, ou téléchargez les données sous forme de fichier.</translation>
    </message>
    <message>
        <source>Choose a smaller unit, or bring the map to larger pixels first (Raster &gt; Projections &gt; Warp).</source>
        <translation>Choisissez une unité plus petite, ou mettez d'abord la carte à des pixels plus grands (Raster &gt; Projections &gt; Projection).</translation>
    </message>
    <message>
        <source>Choose an extent or a polygon, or cut the layer first (Raster &gt; Extraction &gt; Clip Raster by Extent).</source>
        <translation>Choisissez une emprise ou un polygone, ou découpez d'abord la couche (Raster &gt; Extraction &gt; Découper un raster selon une emprise).</translation>
    </message>
    <message>
        <source>Choose an extent or polygons that overlap the layer, and check their coordinate system.</source>
        <translation>Choisissez une emprise ou des polygones qui chevauchent la couche, et vérifiez leur système de coordonnées.</translation>
    </message>
    <message>
        <source>Choose an extent or polygons that overlap the layer.</source>
        <translation>Choisissez une emprise ou des polygones qui chevauchent la couche.</translation>
    </message>
    <message>
        <source>Choose an extent: the canvas, a rectangle or polygons.</source>
        <translation>Choisissez une emprise : le canevas, un rectangle ou des polygones.</translation>
    </message>
    <message>
        <source>Choose another file, or remove the layer that has the file open. Nothing was changed.</source>
        <translation>Choisissez un autre fichier, ou enlevez la couche qui a ouvert le fichier. Rien n'a été changé.</translation>
    </message>
    <message>
        <source>Choose another folder or name.</source>
        <translation>Choisissez un autre dossier ou un autre nom.</translation>
    </message>
    <message>
        <source>Choose another model from the list, or import the file again.</source>
        <translation>Choisissez un autre modèle de la liste, ou importez à nouveau le fichier.</translation>
    </message>
    <message>
        <source>Choose another model: the bundled one knows what it was trained on.</source>
        <translation>Choisissez un autre modèle : celui fourni avec Sardino connaît ses données d'entraînement.</translation>
    </message>
    <message>
        <source>Choose another name for the file.</source>
        <translation>Choisissez un autre nom de fichier.</translation>
    </message>
    <message>
        <source>Choose another name for the new model.</source>
        <translation>Choisissez un autre nom pour le nouveau modèle.</translation>
    </message>
    <message>
        <source>Choose another name for the raster.</source>
        <translation>Choisissez un autre nom pour le raster.</translation>
    </message>
    <message>
        <source>Choose another name, or allow the existing model to be replaced.</source>
        <translation>Choisissez un autre nom, ou autorisez le remplacement du modèle existant.</translation>
    </message>
    <message>
        <source>Choose another raster layer, or save it as a GeoTIFF first (Export &gt; Save As).</source>
        <translation>Choisissez une autre couche raster, ou enregistrez-la d'abord en GeoTIFF (Exporter &gt; Enregistrer sous).</translation>
    </message>
    <message>
        <source>Choose at least one band.</source>
        <translation>Choisissez au moins une bande.</translation>
    </message>
    <message>
        <source>Choose layers of the same place, and check their coordinate systems.</source>
        <translation>Choisissez des couches du même lieu, et vérifiez leurs systèmes de coordonnées.</translation>
    </message>
    <message>
        <source>Choose one file of its 'measurement' folder, or merge the swaths in SNAP first.</source>
        <translation>Choisissez un fichier de son dossier « measurement », ou fusionnez d'abord les fauchées dans SNAP.</translation>
    </message>
    <message>
        <source>Choose points or polygons on the map, with a class in the chosen field.</source>
        <translation>Choisissez des points ou polygones sur la carte, avec une classe dans le champ choisi.</translation>
    </message>
    <message>
        <source>Choose points or polygons that lie on the radar layer, and check their coordinate system.</source>
        <translation>Choisissez des points ou des polygones situés sur la couche radar, et vérifiez leur système de coordonnées.</translation>
    </message>
    <message>
        <source>Choose scenes that overlap in valid pixels, or another extent.</source>
        <translation>Choisissez des scènes qui se recouvrent en pixels valides, ou une autre étendue.</translation>
    </message>
    <message>
        <source>Choose scenes with the same polarisation: VV with VV, VH with VH.</source>
        <translation>Choisissez des scènes de même polarisation : VV avec VV, VH avec VH.</translation>
    </message>
    <message>
        <source>Choose such a file name.</source>
        <translation>Choisissez un nom de fichier de ce type.</translation>
    </message>
    <message>
        <source>Choose such a file.</source>
        <translation>Choisissez un fichier de ce type.</translation>
    </message>
    <message>
        <source>Choose the CPU, or the engine 'auto'.</source>
        <translation>Choisissez le CPU, ou le moteur « auto ».</translation>
    </message>
    <message>
        <source>Choose the Python of an environment that has the packages of the requirements file.</source>
        <translation>Choisissez le Python d'un environnement qui contient les paquets du fichier requirements.</translation>
    </message>
    <message>
        <source>Choose the SAR layer that the polygons lie on.</source>
        <translation>Choisissez la couche SAR sur laquelle se trouvent les polygones.</translation>
    </message>
    <message>
        <source>Choose the bands that hold the co-polarised and cross-polarised backscatter.</source>
        <translation>Choisissez les bandes qui contiennent la rétrodiffusion en copolarisation et en polarisation croisée.</translation>
    </message>
    <message>
        <source>Choose the class of this place in the list first.</source>
        <translation>Choisissez d'abord dans la liste la classe de cet endroit.</translation>
    </message>
    <message>
        <source>Choose the class to mark.</source>
        <translation>Choisissez la classe à marquer.</translation>
    </message>
    <message>
        <source>Choose the code of a class of the model, or 0 for any change.</source>
        <translation>Choisissez le code d'une classe du modèle, ou 0 pour tout changement.</translation>
    </message>
    <message>
        <source>Choose the engine 'auto', or set up Sardino's backend again.</source>
        <translation>Choisissez le moteur « auto », ou réinstallez l'environnement de Sardino.</translation>
    </message>
    <message>
        <source>Choose the field that holds the class</source>
        <translation>Choisissez le champ qui contient la classe</translation>
    </message>
    <message>
        <source>Choose the file python or python.exe.</source>
        <translation>Choisissez le fichier python ou python.exe.</translation>
    </message>
    <message>
        <source>Choose the folder with the downloaded packages first.</source>
        <translation>Choisissez d'abord le dossier des paquets téléchargés.</translation>
    </message>
    <message>
        <source>Choose the image inside it.</source>
        <translation>Choisissez l'image qui s'y trouve.</translation>
    </message>
    <message>
        <source>Choose two different layers.</source>
        <translation>Choisissez deux couches différentes.</translation>
    </message>
    <message>
        <source>Choose two layers.</source>
        <translation>Choisissez deux couches.</translation>
    </message>
    <message>
        <source>Choose two radar layers.</source>
        <translation>Choisissez deux couches radar.</translation>
    </message>
    <message>
        <source>Choose two scenes of different dates.</source>
        <translation>Choisissez deux scènes de dates différentes.</translation>
    </message>
    <message>
        <source>Choose two scenes of one place: their footprints have to overlap.</source>
        <translation>Choisissez deux scènes d'un même lieu : leurs emprises doivent se recouvrir.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Class fi&amp;eld</source>
        <translation>Champ de c&amp;lasse</translation>
    </message>
    <message>
        <source>Class field</source>
        <translation>Champ de classe</translation>
    </message>
    <message>
        <source>Class of the point</source>
        <translation>Classe du point</translation>
    </message>
    <message>
        <source>Class on the map</source>
        <translation>Classe sur la carte</translation>
    </message>
    <message>
        <source>Class {code}</source>
        <translation>Classe {code}</translation>
    </message>
    <message>
        <source>Class {code} has no name.</source>
        <translation>La classe {code} n'a pas de nom.</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Classes</translation>
    </message>
    <message>
        <source>Classes (JSON)</source>
        <translation>Classes (JSON)</translation>
    </message>
    <message>
        <source>Classes whose polygons all lie in one place could not be checked: draw some elsewhere, too.</source>
        <translation>Les classes dont tous les polygones se trouvent au même endroit n'ont pas pu être vérifiées : dessinez-en aussi ailleurs.</translation>
    </message>
    <message>
        <source>Classes, and within them</source>
        <translation>Classes, et en elles</translation>
    </message>
    <message>
        <source>Classes: {names}</source>
        <translation>Classes : {names}</translation>
    </message>
    <message>
        <source>Clean polygons, areas, accuracy, change and a report of a finished map</source>
        <translation>Polygones propres, surfaces, exactitude, changement et rapport d'une carte terminée</translation>
    </message>
    <message>
        <source>Clean up</source>
        <translation>Nettoyer</translation>
    </message>
    <message>
        <source>Clean up a map</source>
        <translation>Nettoyer une carte</translation>
    </message>
    <message>
        <source>Clean up the map</source>
        <translation>Nettoyer la carte</translation>
    </message>
    <message>
        <source>Cleaned map</source>
        <translation>Carte nettoyée</translation>
    </message>
    <message>
        <source>Cleaning up</source>
        <translation>Nettoyage</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Click on a place first</source>
        <translation>Cliquez d'abord sur un endroit</translation>
    </message>
    <message>
        <source>Click on a place like it.</source>
        <translation>Cliquez sur un endroit qui lui ressemble.</translation>
    </message>
    <message>
        <source>Click on ground of the scene that has data.</source>
        <translation>Cliquez sur une partie de la scène qui a des données.</translation>
    </message>
    <message>
        <source>Click on the map on what you look for.</source>
        <translation>Cliquez sur la carte, sur ce que vous cherchez.</translation>
    </message>
    <message>
        <source>Click on the map.</source>
        <translation>Cliquez sur la carte.</translation>
    </message>
    <message>
        <source>Click on what you look for, or drag around it. Shift: not this. Ctrl+drag: a brush stroke. Ctrl+Z: take back. Esc: end.</source>
        <translation>Cliquez sur ce que vous cherchez, ou entourez-le en glissant. Maj : pas ceci. Ctrl+glisser : un coup de pinceau. Ctrl+Z : reprendre. Échap : terminer.</translation>
    </message>
    <message>
        <source>Click the corners; a right click or Enter ends. Backspace takes one back, Esc gives up.</source>
        <translation>Cliquez pour placer les sommets ; un clic droit ou Entrée termine. Retour arrière retire le dernier, Échap abandonne.</translation>
    </message>
    <message>
        <source>Click to hold this place, Shift and click to keep it as a layer.</source>
        <translation>Cliquez pour fixer cet endroit, Maj et clic pour le garder comme couche.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Close or remove the layer where it is open, or choose another folder. The files that were there before are still there.</source>
        <translation>Fermez ou retirez la couche là où elle est ouverte, ou choisissez un autre dossier. Les fichiers qui s'y trouvaient auparavant y sont toujours.</translation>
    </message>
    <message>
        <source>Close other QGIS windows, check the folder's permissions and the virus scanner, and try again.</source>
        <translation>Fermez les autres fenêtres de QGIS, vérifiez les droits du dossier et l'antivirus, puis réessayez.</translation>
    </message>
    <message>
        <source>Close other programs, choose the CPU, or segment a smaller extent.</source>
        <translation>Fermez d'autres programmes, choisissez le CPU ou segmentez une emprise plus petite.</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Fermer ce message</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Code and percent, as in: 80: 97, 20: 60. Other classes as above.</source>
        <translation>Code et pour cent, comme : 80: 97, 20: 60. Autres classes comme ci-dessus.</translation>
    </message>
    <message>
        <source>Code, name, color and, for words, value of each class. Empty: every value of the field is a class; numbers are its code, and names of the base model's classes are recognised.</source>
        <translation>Code, nom, couleur et, pour les mots, valeur de chaque classe. Vide : chaque valeur du champ est une classe ; les nombres sont leur code, et les noms des classes du modèle de base sont reconnus.</translation>
    </message>
    <message>
        <source>Codes of classes that neither change nor grow, as in: 80, 95.</source>
        <translation>Codes des classes qui ne changent ni ne grandissent, comme : 80, 95.</translation>
    </message>
    <message>
        <source>Codes or names of the classes that may be there: 10, 40, 80. Others are never said, and the confidence is a share among these. Empty: all classes of the model.</source>
        <translation>Codes ou noms des classes possibles : 10, 40, 80. Les autres ne sont jamais attribuées, et la confiance est une part parmi celles-ci. Vide : toutes les classes du modèle.</translation>
    </message>
    <message>
        <source>Codes or names of the map's classes. Empty: the field that is most likely.</source>
        <translation>Codes ou noms des classes de la carte. Vide : le champ le plus probable.</translation>
    </message>
    <message>
        <source>Cohen's kappa. It says nothing that the other figures do not say; some reviewers ask for it.</source>
        <translation>Kappa de Cohen. Il ne dit rien que les autres chiffres ne disent ; certains relecteurs le demandent.</translation>
    </message>
    <message>
        <source>Colour of '{}'</source>
        <translation>Couleur de « {} »</translation>
    </message>
    <message>
        <source>Colour of the class …</source>
        <translation>Couleur de la classe …</translation>
    </message>
    <message>
        <source>Colour of the segment …</source>
        <translation>Couleur du segment …</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>Compare only here. Empty: all that both layers show.</source>
        <translation>Comparer seulement ici. Vide : tout ce que montrent les deux couches.</translation>
    </message>
    <message>
        <source>Compare the dates</source>
        <translation>Comparer les dates</translation>
    </message>
    <message>
        <source>Compare two layers</source>
        <translation>Comparer deux couches</translation>
    </message>
    <message>
        <source>Compare two layers (swipe)</source>
        <translation>Comparer deux couches (balayage)</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Comparaison</translation>
    </message>
    <message>
        <source>Comparing embeddings</source>
        <translation>Comparaison des plongements</translation>
    </message>
    <message>
        <source>Comparing the dates</source>
        <translation>Comparaison des dates</translation>
    </message>
    <message>
        <source>Comparing with the polygons</source>
        <translation>Comparaison avec les polygones</translation>
    </message>
    <message>
        <source>Comparing with the reference</source>
        <translation>Comparaison avec la référence</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Calcul</translation>
    </message>
    <message>
        <source>Computing the bands</source>
        <translation>Calcul des bandes</translation>
    </message>
    <message>
        <source>Computing the colours</source>
        <translation>Calcul des couleurs</translation>
    </message>
    <message>
        <source>Con&amp;fidence</source>
        <translation>Con&amp;fiance</translation>
    </message>
    <message>
        <source>Con&amp;fidence (optional)</source>
        <translation>Con&amp;fiance (facultatif)</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Confiance</translation>
    </message>
    <message>
        <source>Confidence is the model's own opinion, not an accuracy.</source>
        <translation>La confiance est l'avis du modèle lui-même, pas une exactitude.</translation>
    </message>
    <message>
        <source>Confidence layer</source>
        <translation>Couche de confiance</translation>
    </message>
    <message>
        <source>Confusion &amp;matrix</source>
        <translation>&amp;Matrice de confusion</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Matrice de confusion</translation>
    </message>
    <message>
        <source>Confusion matrix: percent of the area</source>
        <translation>Matrice de confusion : pour cent de la surface</translation>
    </message>
    <message>
        <source>Confusion matrix: sampled units</source>
        <translation>Matrice de confusion : unités tirées</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>Système de coordonnées</translation>
    </message>
    <message>
        <source>Copies all of it, as a table for spreadsheets and documents.</source>
        <translation>Copie l'ensemble, sous forme de tableau pour tableurs et documents.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Copy the polygons around the scene to a file of their own, or simplify them.</source>
        <translation>Copiez les polygones autour de la scène dans un fichier à part, ou simplifiez-les.</translation>
    </message>
    <message>
        <source>Copying '{}' for the worker</source>
        <translation>Copie de « {} » pour le processus de calcul</translation>
    </message>
    <message>
        <source>Count the zones</source>
        <translation>Compter les zones</translation>
    </message>
    <message>
        <source>Counted area (ha)</source>
        <translation>Surface comptée (ha)</translation>
    </message>
    <message>
        <source>Counted from pixels (ha)</source>
        <translation>Compté en pixels (ha)</translation>
    </message>
    <message>
        <source>Counting areas</source>
        <translation>Calcul des surfaces</translation>
    </message>
    <message>
        <source>Counting classes</source>
        <translation>Comptage des classes</translation>
    </message>
    <message>
        <source>Counting zones</source>
        <translation>Comptage des zones</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>Comptage …</translation>
    </message>
    <message>
        <source>Counts exactly, pixel by pixel, and looks for overlaps, nodata and invalid polygons.</source>
        <translation>Compte exactement, pixel par pixel, et recherche les chevauchements, les nodata et les polygones invalides.</translation>
    </message>
    <message>
        <source>Counts labelled polygons and pixels per class, and names what is wrong with them.</source>
        <translation>Compte les polygones et les pixels étiquetés par classe, et signale ce qui ne va pas.</translation>
    </message>
    <message>
        <source>Cropland</source>
        <translation>Terres cultivées</translation>
    </message>
    <message>
        <source>Cross-polarised layer (VH or HV), if separate</source>
        <translation>Couche en polarisation croisée (VH ou HV), si séparée</translation>
    </message>
    <message>
        <source>Curve of the training</source>
        <translation>Courbe d'entraînement</translation>
    </message>
    <message>
        <source>Cut the layer to where its data are (Raster &gt; Extraction &gt; Clip Raster by Extent).</source>
        <translation>Découpez la couche là où elle a des données (Raster &gt; Extraction &gt; Découper un raster selon une emprise).</translation>
    </message>
    <message>
        <source>Dates and change</source>
        <translation>Dates et changement</translation>
    </message>
    <message>
        <source>Decibel</source>
        <translation>Décibel</translation>
    </message>
    <message>
        <source>Decibel × 10</source>
        <translation>Décibel × 10</translation>
    </message>
    <message>
        <source>Decibel × 100</source>
        <translation>Décibel × 100</translation>
    </message>
    <message>
        <source>Decibel × 1000</source>
        <translation>Décibel × 1000</translation>
    </message>
    <message>
        <source>Default m&amp;odel</source>
        <translation>Mo&amp;dèle par défaut</translation>
    </message>
    <message>
        <source>Default model</source>
        <translation>Modèle par défaut</translation>
    </message>
    <message>
        <source>Delete the model '{}' for good? Its maps stay.</source>
        <translation>Supprimer définitivement le modèle « {} » ? Ses cartes sont conservées.</translation>
    </message>
    <message>
        <source>Dev&amp;ice</source>
        <translation>&amp;Périphérique</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Périphérique</translation>
    </message>
    <message>
        <source>Dia&amp;gnostics …</source>
        <translation>Dia&amp;gnostic …</translation>
    </message>
    <message>
        <source>Diagnostics …</source>
        <translation>Diagnostic …</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disque</translation>
    </message>
    <message>
        <source>Does not look like a radar image: band {band}: {reason}.</source>
        <translation>Ne ressemble pas à une image radar : bande {band} : {reason}.</translation>
    </message>
    <message>
        <source>Does not look like a radar image: {reason}.</source>
        <translation>Ne ressemble pas à une image radar : {reason}.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>Téléchargez-le de nouveau.</translation>
    </message>
    <message>
        <source>Download it first (in QGIS: right-click the layer, Export &gt; Save As), then choose the file. Sardino itself opens nothing on a network.</source>
        <translation>Téléchargez-le d'abord (dans QGIS : clic droit sur la couche, Exporter &gt; Enregistrer sous), puis choisissez le fichier. Sardino lui-même n'ouvre rien sur un réseau.</translation>
    </message>
    <message>
        <source>Download or export it again.</source>
        <translation>Téléchargez-le ou exportez-le à nouveau.</translation>
    </message>
    <message>
        <source>Download the data first, and choose the file. Sardino opens nothing on a network.</source>
        <translation>Téléchargez d'abord les données et choisissez le fichier. Sardino n'ouvre rien sur un réseau.</translation>
    </message>
    <message>
        <source>Downloading and installing PyTorch</source>
        <translation>Téléchargement et installation de PyTorch</translation>
    </message>
    <message>
        <source>Downloading and installing the other packages</source>
        <translation>Téléchargement et installation des autres paquets</translation>
    </message>
    <message>
        <source>Downloading and installing the packages</source>
        <translation>Téléchargement et installation des paquets</translation>
    </message>
    <message>
        <source>Drag a rectangle on the map. Esc gives up.</source>
        <translation>Faites glisser pour tracer un rectangle sur la carte. Échap abandonne.</translation>
    </message>
    <message>
        <source>Drag the line on the map; Esc ends the comparison.</source>
        <translation>Tirez la ligne sur la carte ; Échap termine la comparaison.</translation>
    </message>
    <message>
        <source>Draw a sample</source>
        <translation>Tirer un échantillon</translation>
    </message>
    <message>
        <source>Draw a sample first, or choose one.</source>
        <translation>Tirez d'abord un échantillon, ou choisissez-en un.</translation>
    </message>
    <message>
        <source>Draw a sample, or add reference data first</source>
        <translation>Tirez d'abord un échantillon, ou ajoutez des données de référence</translation>
    </message>
    <message>
        <source>Draw points</source>
        <translation>Tirer des points</translation>
    </message>
    <message>
        <source>Draw polygons first: two classes at least, five polygons of each</source>
        <translation>Dessinez d'abord des polygones : au moins deux classes, cinq polygones pour chacune</translation>
    </message>
    <message>
        <source>Draw polygons of a second class too: there is nothing to tell apart yet</source>
        <translation>Dessinez aussi des polygones d'une deuxième classe : il n'y a encore rien à distinguer</translation>
    </message>
    <message>
        <source>Draw polygons of at least one other class too, five or more of each.</source>
        <translation>Dessinez aussi des polygones d'au moins une autre classe, cinq ou plus pour chacune.</translation>
    </message>
    <message>
        <source>Draw polygons of at least two classes on the scene, five or more of each.</source>
        <translation>Dessinez sur la scène des polygones d'au moins deux classes, cinq ou plus pour chacune.</translation>
    </message>
    <message>
        <source>Draw the area on the map first</source>
        <translation>Dessinez d'abord la zone sur la carte</translation>
    </message>
    <message>
        <source>Draw the area to segment</source>
        <translation>Dessiner la zone à segmenter</translation>
    </message>
    <message>
        <source>Drawing points</source>
        <translation>Tirage des points</translation>
    </message>
    <message>
        <source>Drawing the segments</source>
        <translation>Tracé des segments</translation>
    </message>
    <message>
        <source>Drawn area</source>
        <translation>Zone dessinée</translation>
    </message>
    <message>
        <source>Drawn below the land cover, as they look in the project.</source>
        <translation>Dessinées sous l'occupation du sol, comme dans le projet.</translation>
    </message>
    <message>
        <source>Draws polygons of the class that is chosen in the table.</source>
        <translation>Dessine des polygones de la classe choisie dans la table.</translation>
    </message>
    <message>
        <source>E&amp;xport …</source>
        <translation>E&amp;xporter …</translation>
    </message>
    <message>
        <source>E&amp;xtent</source>
        <translation>&amp;Emprise</translation>
    </message>
    <message>
        <source>Each class is drawn within each part of it. Sardino's familiarity: familiar and unfamiliar; change: changed and unchanged; any other raster: its codes, or as the limits say.</source>
        <translation>Chaque classe est tirée dans chacune de ses parties. Familiarité de Sardino : familier et non familier ; changement : changé et inchangé ; tout autre raster : ses codes, ou selon les limites.</translation>
    </message>
    <message>
        <source>Earlier radar layer</source>
        <translation>Couche radar antérieure</translation>
    </message>
    <message>
        <source>Embeddings: {share:.1f} % of the pixels changed ({false:.0f} % without any change).</source>
        <translation>Plongements : {share:.1f} % des pixels ont changé ({false:.0f} % sans aucun changement).</translation>
    </message>
    <message>
        <source>Empty: the name of the layer.</source>
        <translation>Vide : le nom de la couche.</translation>
    </message>
    <message>
        <source>Ends the run; nothing is written. (Esc)</source>
        <translation>Met fin à l'exécution ; rien n'est écrit. (Échap)</translation>
    </message>
    <message>
        <source>Ends the set-up. What was downloaded is kept for a second try.</source>
        <translation>Met fin à la configuration. Ce qui a été téléchargé est conservé pour un second essai.</translation>
    </message>
    <message>
        <source>Ends the training now and keeps the best model so far.</source>
        <translation>Met fin à l'entraînement maintenant et conserve le meilleur modèle obtenu.</translation>
    </message>
    <message>
        <source>Ends the training; no model is kept. (Esc)</source>
        <translation>Met fin à l'entraînement ; aucun modèle n'est conservé. (Échap)</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Moteur</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Environnement</translation>
    </message>
    <message>
        <source>Estimated area (ha)</source>
        <translation>Surface estimée (ha)</translation>
    </message>
    <message>
        <source>Estimated from the sample (ha)</source>
        <translation>Estimé de l'échantillon (ha)</translation>
    </message>
    <message>
        <source>Evaluate model</source>
        <translation>Évaluer le modèle</translation>
    </message>
    <message>
        <source>Expect every class of the model.</source>
        <translation>Attendre toutes les classes du modèle.</translation>
    </message>
    <message>
        <source>Expected accuracy (percent)</source>
        <translation>Exactitude attendue (pour cent)</translation>
    </message>
    <message>
        <source>Expected accuracy of single classes</source>
        <translation>Exactitude attendue de certaines classes</translation>
    </message>
    <message>
        <source>Expected classes</source>
        <translation>Classes attendues</translation>
    </message>
    <message>
        <source>Expected classes ({ticked} of {all})</source>
        <translation>Classes attendues ({ticked} sur {all})</translation>
    </message>
    <message>
        <source>Expected classes ({ticked})</source>
        <translation>Classes attendues ({ticked})</translation>
    </message>
    <message>
        <source>Expected shares: {shares}.</source>
        <translation>Parts attendues : {shares}.</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>Explorer</translation>
    </message>
    <message>
        <source>Explore even if it does not look like radar</source>
        <translation>Explorer même si cela ne ressemble pas à du radar</translation>
    </message>
    <message>
        <source>Export a copy under another name.</source>
        <translation>Exportez une copie sous un autre nom.</translation>
    </message>
    <message>
        <source>Export it as a GeoPackage, and choose that.</source>
        <translation>Exportez la couche en GeoPackage et choisissez celui-ci.</translation>
    </message>
    <message>
        <source>Export it as a GeoPackage.</source>
        <translation>Exportez la couche en GeoPackage.</translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation>Exporter le modèle</translation>
    </message>
    <message>
        <source>Export the scores</source>
        <translation>Exporter les scores</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>Emprise</translation>
    </message>
    <message>
        <source>Extract the radar bands first (Raster &gt; Conversion &gt; Translate, with -b).</source>
        <translation>Extrayez d'abord les bandes radar (Raster &gt; Conversion &gt; Convertir, avec -b).</translation>
    </message>
    <message>
        <source>F&amp;older</source>
        <translation>&amp;Dossier</translation>
    </message>
    <message>
        <source>F1 per class and confusion matrix of a model on labelled polygons.</source>
        <translation>F1 par classe et matrice de confusion d'un modèle sur des polygones étiquetés.</translation>
    </message>
    <message>
        <source>F1 per class and confusion matrix.</source>
        <translation>F1 par classe et matrice de confusion.</translation>
    </message>
    <message>
        <source>Fa&amp;miliarity</source>
        <translation>Fami&amp;liarité</translation>
    </message>
    <message>
        <source>Familiar and unfamiliar ground, or changed and unchanged ground, get points of their own.</source>
        <translation>Le terrain familier et non familier, ou changé et inchangé, reçoivent leurs propres points.</translation>
    </message>
    <message>
        <source>Familiar to the model: {share} % of the sample is unlike the training data ({usual} % of training ground is). Familiar ground can be mapped wrongly, too.</source>
        <translation>Familier au modèle : {share} % de l'échantillon ne ressemble pas aux données d'entraînement (contre {usual} % du terrain d'entraînement). Un terrain familier peut aussi être mal cartographié.</translation>
    </message>
    <message>
        <source>Familiarity</source>
        <translation>Familiarité</translation>
    </message>
    <message>
        <source>Familiarity of a layer</source>
        <translation>Familiarité d'une couche</translation>
    </message>
    <message>
        <source>Fast: under a minute</source>
        <translation>Rapide : moins d'une minute</translation>
    </message>
    <message>
        <source>Feature stack</source>
        <translation>Pile de caractéristiques</translation>
    </message>
    <message>
        <source>Feature stack for other programs</source>
        <translation>Pile de caractéristiques pour d'autres programmes</translation>
    </message>
    <message>
        <source>Features of a scene</source>
        <translation>Caractéristiques d'une scène</translation>
    </message>
    <message>
        <source>Features of this extent only. Empty: the whole layer.</source>
        <translation>Caractéristiques de cette emprise seulement. Vide : la couche entière.</translation>
    </message>
    <message>
        <source>Features of this layer, made before. Empty: from the cache, or made now.</source>
        <translation>Caractéristiques de cette couche, déjà faites. Vide : prises dans le cache, ou faites maintenant.</translation>
    </message>
    <message>
        <source>Features were there already: {size:.1f} MB</source>
        <translation>Caractéristiques déjà présentes : {size:.1f} Mo</translation>
    </message>
    <message>
        <source>Features: {size:.1f} MB</source>
        <translation>Caractéristiques : {size:.1f} Mo</translation>
    </message>
    <message>
        <source>Fetching Python</source>
        <translation>Téléchargement de Python</translation>
    </message>
    <message>
        <source>Fewer than {least} units, so wide intervals: {classes}.</source>
        <translation>Moins de {least} unités, donc intervalles larges : {classes}.</translation>
    </message>
    <message>
        <source>Field with the class</source>
        <translation>Champ avec la classe</translation>
    </message>
    <message>
        <source>Field with the pixels of the stratum</source>
        <translation>Champ avec les pixels de la strate</translation>
    </message>
    <message>
        <source>Field with the stratum</source>
        <translation>Champ avec la strate</translation>
    </message>
    <message>
        <source>Field with the zones' names</source>
        <translation>Champ avec les noms des zones</translation>
    </message>
    <message>
        <source>Field with their names</source>
        <translation>Champ avec leurs noms</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>File of features</source>
        <translation>Fichier de caractéristiques</translation>
    </message>
    <message>
        <source>File of the model</source>
        <translation>Fichier du modèle</translation>
    </message>
    <message>
        <source>Files: {folder}</source>
        <translation>Fichiers : {folder}</translation>
    </message>
    <message>
        <source>Fill the folder anew with plugin/setup/wheels.py on a computer with internet, and copy all of it, {sums} included.</source>
        <translation>Remplissez à nouveau le dossier avec plugin/setup/wheels.py sur un ordinateur connecté à Internet, et copiez-le en entier, {sums} compris.</translation>
    </message>
    <message>
        <source>Filled on a computer with internet by plugin/setup/wheels.py; see the help.</source>
        <translation>Rempli sur un ordinateur connecté à Internet par plugin/setup/wheels.py ; voir l'aide.</translation>
    </message>
    <message>
        <source>Find similar places</source>
        <translation>Trouver les semblables</translation>
    </message>
    <message>
        <source>Finding out how long to train</source>
        <translation>Recherche de la durée d'entraînement</translation>
    </message>
    <message>
        <source>Fine-&amp;tune</source>
        <translation>A&amp;ffiner</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>Affiner</translation>
    </message>
    <message>
        <source>Fine-tune model</source>
        <translation>Affiner le modèle</translation>
    </message>
    <message>
        <source>Fine-tuned from</source>
        <translation>Affiné à partir de</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation>Affinage</translation>
    </message>
    <message>
        <source>Finishing with the best model so far …</source>
        <translation>Finalisation avec le meilleur modèle obtenu …</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Folder for Sardino's products</source>
        <translation>Dossier des produits de Sardino</translation>
    </message>
    <message>
        <source>Folder for the products (GeoTIFF). Files of an earlier run on the same layer are replaced.</source>
        <translation>Dossier des produits (GeoTIFF). Les fichiers d'une exécution précédente sur la même couche sont remplacés.</translation>
    </message>
    <message>
        <source>Folder for the products (GeoTIFF). Files of an earlier run on the same layers are replaced.</source>
        <translation>Dossier des produits (GeoTIFF). Les fichiers d'un calcul antérieur sur les mêmes couches sont remplacés.</translation>
    </message>
    <message>
        <source>Folder of the archive. Choose the same folder again to go on where a run ended.</source>
        <translation>Dossier de l'archive. Choisissez de nouveau le même dossier pour reprendre où une exécution s'est arrêtée.</translation>
    </message>
    <message>
        <source>Folder with scenes</source>
        <translation>Dossier avec des scènes</translation>
    </message>
    <message>
        <source>For 'minimum'. Olofsson et al. advise 50 to 100.</source>
        <translation>Pour « minimum ». Olofsson et al. conseillent 50 à 100.</translation>
    </message>
    <message>
        <source>For a class that cannot be there, leave the class out of the expected classes.</source>
        <translation>Pour une classe impossible, omettez la classe des classes attendues.</translation>
    </message>
    <message>
        <source>For a list of files use a text or CSV file.</source>
        <translation>Pour une liste de fichiers, prenez un fichier texte ou CSV.</translation>
    </message>
    <message>
        <source>For jobs that name no model.</source>
        <translation>Pour les tâches qui n'indiquent pas de modèle.</translation>
    </message>
    <message>
        <source>For samples of other programs. Empty: 'stratum', as Sardino names it.</source>
        <translation>Pour les échantillons d'autres programmes. Vide : 'stratum', comme chez Sardino.</translation>
    </message>
    <message>
        <source>For samples of other programs. Empty: 'stratum_px', as Sardino names it.</source>
        <translation>Pour les échantillons d'autres programmes. Vide : 'stratum_px', comme chez Sardino.</translation>
    </message>
    <message>
        <source>For stacks in which all layers have the same pixels. The file is about sixty times as large and holds nothing more: one value per token of the network, interpolated.</source>
        <translation>Pour des piles dont toutes les couches ont les mêmes pixels. Le fichier est environ soixante fois plus gros et ne contient rien de plus : une valeur par jeton du réseau, interpolée.</translation>
    </message>
    <message>
        <source>For the mean and the lowest confidence of each polygon. Empty: none.</source>
        <translation>Pour la confiance moyenne et la plus basse de chaque polygone. Vide : aucune.</translation>
    </message>
    <message>
        <source>For the mean confidence of each class in each zone. Empty: none.</source>
        <translation>Pour la confiance moyenne de chaque classe dans chaque zone. Vide : aucune.</translation>
    </message>
    <message>
        <source>For the second class of each polygon. Empty: none.</source>
        <translation>Pour la deuxième classe de chaque polygone. Vide : aucune.</translation>
    </message>
    <message>
        <source>Free some space and start again: finished scenes are kept.</source>
        <translation>Libérez de la place et relancez : les scènes terminées sont gardées.</translation>
    </message>
    <message>
        <source>Free some space on the disk of your QGIS profile, and try again: it goes on where it stopped.</source>
        <translation>Libérez de l'espace sur le disque de votre profil QGIS, puis réessayez : l'opération reprend là où elle s'était arrêtée.</translation>
    </message>
    <message>
        <source>Free some space, or choose a folder on another disk.</source>
        <translation>Libérez de l'espace, ou choisissez un dossier sur un autre disque.</translation>
    </message>
    <message>
        <source>Free space is not known: {reason}</source>
        <translation>L'espace libre n'est pas connu : {reason}</translation>
    </message>
    <message>
        <source>From the class before (rows) to the class after (columns), in {unit}</source>
        <translation>De la classe d'avant (lignes) à la classe d'après (colonnes), en {unit}</translation>
    </message>
    <message>
        <source>Full: Apple GPU (MPS)</source>
        <translation>Complet : GPU Apple (MPS)</translation>
    </message>
    <message>
        <source>Full: CPU, with PyTorch</source>
        <translation>Complet : CPU, avec PyTorch</translation>
    </message>
    <message>
        <source>Full: minutes to hours</source>
        <translation>Complet : minutes à heures</translation>
    </message>
    <message>
        <source>Full: {gpu} (CUDA)</source>
        <translation>Complet : {gpu} (CUDA)</translation>
    </message>
    <message>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <source>Give EPSG:n, or the system as WKT.</source>
        <translation>Indiquez EPSG:n ou le système en WKT.</translation>
    </message>
    <message>
        <source>Give a folder, a list or layers: one of the three.</source>
        <translation>Donnez un dossier, une liste ou des couches : l'un des trois.</translation>
    </message>
    <message>
        <source>Give all figures (ASSESSMENT) of 'Assess a map', as a JSON file or as text.</source>
        <translation>Donnez tous les chiffres (ASSESSMENT) de « Évaluer une carte », en fichier JSON ou en texte.</translation>
    </message>
    <message>
        <source>Give at least one point or polygon on what you look for.</source>
        <translation>Donnez au moins un point ou un polygone sur ce que vous cherchez.</translation>
    </message>
    <message>
        <source>Give both scenes a georeference, or cut both to the same pixels.</source>
        <translation>Donnez un géoréférencement aux deux scènes, ou découpez-les aux mêmes pixels.</translation>
    </message>
    <message>
        <source>Give each class a code of its own from 1 to 254, and a name of one line.</source>
        <translation>Donnez à chaque classe un code propre de 1 à 254 et un nom d'une ligne.</translation>
    </message>
    <message>
        <source>Give each class one share.</source>
        <translation>Donnez une seule part à chaque classe.</translation>
    </message>
    <message>
        <source>Give every class a code of its own.</source>
        <translation>Donnez à chaque classe son propre code.</translation>
    </message>
    <message>
        <source>Give every expected class a share, or leave the class out of both.</source>
        <translation>Donnez une part à chaque classe attendue, ou omettez la classe des deux.</translation>
    </message>
    <message>
        <source>Give every file once: a copy adds nothing.</source>
        <translation>Donnez chaque fichier une fois : une copie n'apporte rien.</translation>
    </message>
    <message>
        <source>Give it as EPSG:n or as WKT.</source>
        <translation>Donnez-le sous la forme EPSG:n ou en WKT.</translation>
    </message>
    <message>
        <source>Give limits for the second layer, such as 50: below it, and from it on.</source>
        <translation>Donnez des limites pour la deuxième couche, par exemple 50 : en dessous, et à partir de là.</translation>
    </message>
    <message>
        <source>Give one field for all layers, or one for each, separated by semicolons.</source>
        <translation>Indiquez un seul champ pour toutes les couches, ou un champ par couche, séparés par des points-virgules.</translation>
    </message>
    <message>
        <source>Give one second layer per scene, in the same order, or none.</source>
        <translation>Indiquez une seconde couche par scène, dans le même ordre, ou aucune.</translation>
    </message>
    <message>
        <source>Give the new model a name</source>
        <translation>Donnez un nom au nouveau modèle</translation>
    </message>
    <message>
        <source>Give the whole path, from the root or the drive on.</source>
        <translation>Indiquez le chemin complet, depuis la racine ou le lecteur.</translation>
    </message>
    <message>
        <source>Give two files of the same acquisition with the same size and georeference.</source>
        <translation>Indiquez deux fichiers de la même acquisition, de même taille et de même géoréférencement.</translation>
    </message>
    <message>
        <source>Go on even if the layer does not look like a radar image.</source>
        <translation>Continuer même si la couche ne ressemble pas à une image radar.</translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation>Continuer en arrière-plan</translation>
    </message>
    <message>
        <source>Goes to the next point without a class.</source>
        <translation>Va au prochain point sans classe.</translation>
    </message>
    <message>
        <source>Grassland</source>
        <translation>Prairies</translation>
    </message>
    <message>
        <source>Ground that the model sees as alike has a like colour. No class is behind it.</source>
        <translation>Un terrain que le modèle voit semblable a une couleur semblable. Aucune classe n'est derrière.</translation>
    </message>
    <message>
        <source>Group {name}: {count} dates</source>
        <translation>Groupe {name} : {count} dates</translation>
    </message>
    <message>
        <source>Groups the ground by how it looks to the model. No class is needed.</source>
        <translation>Regroupe le terrain selon son aspect pour le modèle. Aucune classe n'est nécessaire.</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>Fichiers HTML (*.html)</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Tête</translation>
    </message>
    <message>
        <source>Head {number}</source>
        <translation>Tête {number}</translation>
    </message>
    <message>
        <source>Hectares from class to class for a spreadsheet.</source>
        <translation>Hectares de classe à classe pour un tableur.</translation>
    </message>
    <message>
        <source>Hectares on the ground</source>
        <translation>Hectares au sol</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <source>Help: each platform, proxies, no internet</source>
        <translation>Aide : chaque plateforme, proxys, sans Internet</translation>
    </message>
    <message>
        <source>Help: from a radar layer to the first map</source>
        <translation>Aide : d'une couche radar à la première carte</translation>
    </message>
    <message>
        <source>Help: from polygons to a model of your own</source>
        <translation>Aide : des polygones à votre propre modèle</translation>
    </message>
    <message>
        <source>Help: how the scores are made and read</source>
        <translation>Aide : comment les scores sont calculés et se lisent</translation>
    </message>
    <message>
        <source>Help: how to read a model's card</source>
        <translation>Aide : comment lire la fiche d'un modèle</translation>
    </message>
    <message>
        <source>Help: what each error means and what to do</source>
        <translation>Aide : ce que signifie chaque erreur et que faire</translation>
    </message>
    <message>
        <source>Herbaceous wetland</source>
        <translation>Zones humides herbacées</translation>
    </message>
    <message>
        <source>How far a border may move. 0: borders follow the pixels. 1 straightens slanting steps.</source>
        <translation>De combien une limite peut bouger. 0 : les limites suivent les pixels. 1 redresse les marches obliques.</translation>
    </message>
    <message>
        <source>How far a border may move. Neighbours keep their shared border.</source>
        <translation>De combien une limite peut bouger. Les voisins gardent leur limite commune.</translation>
    </message>
    <message>
        <source>How likely is a change to</source>
        <translation>Probabilité d'un changement vers</translation>
    </message>
    <message>
        <source>How many kinds of ground to tell apart. 'Proposed' tries 3 to 12 and takes the number whose segments are told apart best (silhouette).</source>
        <translation>Combien de sortes de terrain distinguer. « Proposé » essaie de 3 à 12 et prend le nombre dont les segments se distinguent le mieux (silhouette).</translation>
    </message>
    <message>
        <source>How many kinds of ground to tell apart. 0: Sardino proposes a number.</source>
        <translation>Combien de sortes de terrain distinguer. 0 : Sardino propose un nombre.</translation>
    </message>
    <message>
        <source>How many places to name, the most helpful first.</source>
        <translation>Combien d'endroits proposer, les plus utiles d'abord.</translation>
    </message>
    <message>
        <source>How many principal components of the tokens become bands.</source>
        <translation>Combien de composantes principales des jetons deviennent des bandes.</translation>
    </message>
    <message>
        <source>How many principal components of the tokens to keep. More make a larger file.</source>
        <translation>Combien de composantes principales des jetons garder. Plus il y en a, plus le fichier est gros.</translation>
    </message>
    <message>
        <source>How many processes work at the same time. 0: by the cores and the memory of this computer.</source>
        <translation>Combien de processus travaillent en même temps. 0 : selon les cœurs et la mémoire de cet ordinateur.</translation>
    </message>
    <message>
        <source>How much each place of a radar layer looks like your examples, in percent.</source>
        <translation>À quel point chaque endroit d'une couche radar ressemble à vos exemples, en pour cent.</translation>
    </message>
    <message>
        <source>How much of a radar layer is unlike what the model was trained on.</source>
        <translation>Quelle part d'une couche radar ne ressemble pas à ce dont le modèle a appris.</translation>
    </message>
    <message>
        <source>How much of the ground each expected class covers, if you know: 10=0.3, 40=0.5, 80=0.2. Every expected class needs a share above 0, in any unit. Empty: nothing is known.</source>
        <translation>Part du sol que couvre chaque classe attendue, si vous la connaissez : 10=0.3, 40=0.5, 80=0.2. Chaque classe attendue a besoin d'une part supérieure à 0, dans une unité quelconque. Vide : rien n'est connu.</translation>
    </message>
    <message>
        <source>How much the ground is like what the model was trained on, 0 to 100.</source>
        <translation>À quel point le terrain ressemble à ce dont le modèle a appris, de 0 à 100.</translation>
    </message>
    <message>
        <source>How sure the model is of that class, 0 to 100 %.</source>
        <translation>Degré de certitude du modèle pour cette classe, de 0 à 100 %.</translation>
    </message>
    <message>
        <source>If it is radar all the same, tick 'Also segment what is not radar' under Advanced.</source>
        <translation>Si c'est tout de même du radar, cochez « Segmenter aussi ce qui n'est pas du radar » sous Avancé.</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>Importer un modèle</translation>
    </message>
    <message>
        <source>In a folder that I choose</source>
        <translation>Dans un dossier de mon choix</translation>
    </message>
    <message>
        <source>In brackets: 95 % intervals.</source>
        <translation>Entre parenthèses : intervalles à 95 %.</translation>
    </message>
    <message>
        <source>In place of the wanted standard error. Empty: as many as that needs.</source>
        <translation>À la place de l'erreur type voulue. Vide : autant qu'il en faut pour elle.</translation>
    </message>
    <message>
        <source>In use: {environment}</source>
        <translation>Utilisé : {environment}</translation>
    </message>
    <message>
        <source>In your QGIS profile, apart from QGIS and from the plugin</source>
        <translation>Dans votre profil QGIS, séparé de QGIS et de l'extension</translation>
    </message>
    <message>
        <source>Inspect labels</source>
        <translation>Inspecter les étiquettes</translation>
    </message>
    <message>
        <source>Install Python 3.12 from https://www.python.org/downloads (no administrator rights are needed), or check the network, and try again.</source>
        <translation>Installez Python 3.12 depuis https://www.python.org/downloads (aucun droit d'administrateur n'est nécessaire), ou vérifiez le réseau, puis réessayez.</translation>
    </message>
    <message>
        <source>Install the packages of resources/archive-requirements.txt.</source>
        <translation>Installez les paquets de resources/archive-requirements.txt.</translation>
    </message>
    <message>
        <source>Install the packages of resources/backend-requirements.txt into it, or choose another.</source>
        <translation>Installez-y les paquets de resources/backend-requirements.txt, ou choisissez-en un autre.</translation>
    </message>
    <message>
        <source>Instead of replacing files of an earlier run on the same layer, give the new ones a number.</source>
        <translation>Au lieu de remplacer les fichiers d'une exécution antérieure sur la même couche, numéroter les nouveaux.</translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation>Usage prévu</translation>
    </message>
    <message>
        <source>Interpret</source>
        <translation>Interpréter</translation>
    </message>
    <message>
        <source>IoU of water: {iou}</source>
        <translation>IoU de l'eau : {iou}</translation>
    </message>
    <message>
        <source>Is this ground familiar to the model?</source>
        <translation>Ce terrain est-il familier au modèle ?</translation>
    </message>
    <message>
        <source>It came with Sardino: it can be neither renamed nor deleted.</source>
        <translation>Il est venu avec Sardino : il ne peut être ni renommé ni supprimé.</translation>
    </message>
    <message>
        <source>It cannot be read: it can only be deleted.</source>
        <translation>Il est illisible : il ne peut qu'être supprimé.</translation>
    </message>
    <message>
        <source>It cannot run the model: {reason}.</source>
        <translation>Il ne peut pas exécuter le modèle : {reason}.</translation>
    </message>
    <message>
        <source>It closed its output without ending.</source>
        <translation>Il a fermé sa sortie sans se terminer.</translation>
    </message>
    <message>
        <source>It crashed ({name}).</source>
        <translation>Il a planté ({name}).</translation>
    </message>
    <message>
        <source>It did not answer within {seconds:.0f} seconds.</source>
        <translation>Il n'a pas répondu en {seconds:.0f} secondes.</translation>
    </message>
    <message>
        <source>It ended with exit code {number}.</source>
        <translation>Il s'est terminé avec le code de sortie {number}.</translation>
    </message>
    <message>
        <source>It gave no answer.</source>
        <translation>Il n'a donné aucune réponse.</translation>
    </message>
    <message>
        <source>It is the default already.</source>
        <translation>C'est déjà le modèle par défaut.</translation>
    </message>
    <message>
        <source>It is the first class.</source>
        <translation>C'est la première classe.</translation>
    </message>
    <message>
        <source>It is the last class.</source>
        <translation>C'est la dernière classe.</translation>
    </message>
    <message>
        <source>It may have been moved, renamed or removed: choose the layer again.</source>
        <translation>Le fichier a peut-être été déplacé, renommé ou supprimé : choisissez à nouveau la couche.</translation>
    </message>
    <message>
        <source>It names no folders and no people: copy it into your bug report.</source>
        <translation>Il ne cite ni dossiers ni personnes : copiez-le dans votre rapport de bogue.</translation>
    </message>
    <message>
        <source>It needs PyTorch, which this environment (Light) does not have.</source>
        <translation>Ce mode demande PyTorch, que cet environnement (Léger) n'a pas.</translation>
    </message>
    <message>
        <source>It said nothing for {minutes:.0f} minutes.</source>
        <translation>Il n'a rien dit pendant {minutes:.0f} minutes.</translation>
    </message>
    <message>
        <source>It said: {words}</source>
        <translation>Il a répondu : {words}</translation>
    </message>
    <message>
        <source>It speaks version {theirs} of the protocol, the plugin version {ours}.</source>
        <translation>Il utilise la version {theirs} du protocole, l'extension la version {ours}.</translation>
    </message>
    <message>
        <source>It was ended early.</source>
        <translation>L'entraînement a été arrêté avant la fin.</translation>
    </message>
    <message>
        <source>It was ended. Start again; if it happens again, segment a smaller extent or choose the CPU.</source>
        <translation>Il a été arrêté. Recommencez ; si cela se reproduit, segmentez une emprise plus petite ou choisissez le CPU.</translation>
    </message>
    <message>
        <source>It was killed (SIGKILL), most often because memory ran out.</source>
        <translation>Il a été tué (SIGKILL), le plus souvent par manque de mémoire.</translation>
    </message>
    <message>
        <source>It was made for another version of Sardino: set it up anew.</source>
        <translation>Il a été créé pour une autre version de Sardino : configurez-le à nouveau.</translation>
    </message>
    <message>
        <source>Kappa</source>
        <translation>Kappa</translation>
    </message>
    <message>
        <source>Keep a virtual raster and its images together, or make it again.</source>
        <translation>Gardez un raster virtuel avec ses images, ou refaites-le.</translation>
    </message>
    <message>
        <source>Keep as land cover</source>
        <translation>Garder en occupation du sol</translation>
    </message>
    <message>
        <source>Keep as layer</source>
        <translation>Garder en couche</translation>
    </message>
    <message>
        <source>Keep as map</source>
        <translation>Garder en carte</translation>
    </message>
    <message>
        <source>Keep as model</source>
        <translation>Garder en modèle</translation>
    </message>
    <message>
        <source>Keep labels</source>
        <translation>Garder les étiquettes</translation>
    </message>
    <message>
        <source>Keep nothing</source>
        <translation>Ne rien garder</translation>
    </message>
    <message>
        <source>Keep the .dim file and its .data folder together; calibrate the product in SNAP.</source>
        <translation>Gardez ensemble le fichier .dim et son dossier .data ; calibrez le produit dans SNAP.</translation>
    </message>
    <message>
        <source>Keeps how the model sees the image, and learns what it means here.</source>
        <translation>Garde la façon dont le modèle voit l'image et apprend ce qu'elle veut dire ici.</translation>
    </message>
    <message>
        <source>Keeps what the training had reached when it was cut off.</source>
        <translation>Conserve ce que l'entraînement avait atteint lorsqu'il a été interrompu.</translation>
    </message>
    <message>
        <source>Known failures</source>
        <translation>Défaillances connues</translation>
    </message>
    <message>
        <source>Known once the backend has answered</source>
        <translation>Connu dès que le backend aura répondu</translation>
    </message>
    <message>
        <source>La&amp;nd cover</source>
        <translation>&amp;Occupation du sol</translation>
    </message>
    <message>
        <source>Label layers</source>
        <translation>Couches d'étiquettes</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Labels that are there already</source>
        <translation>Étiquettes déjà présentes</translation>
    </message>
    <message>
        <source>Labels: {name} ({field})</source>
        <translation>Étiquettes : {name} ({field})</translation>
    </message>
    <message>
        <source>Land cover</source>
        <translation>Occupation du sol</translation>
    </message>
    <message>
        <source>Land cover layer</source>
        <translation>Couche d'occupation du sol</translation>
    </message>
    <message>
        <source>Land cover, confidence and attention layers from a SAR layer.</source>
        <translation>Couches d'occupation du sol, de confiance et d'attention à partir d'une couche SAR.</translation>
    </message>
    <message>
        <source>Later radar layer</source>
        <translation>Couche radar ultérieure</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <source>Layer group with the dates</source>
        <translation>Groupe de couches avec les dates</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Couches</translation>
    </message>
    <message>
        <source>Layers below the map</source>
        <translation>Couches sous la carte</translation>
    </message>
    <message>
        <source>Layers to add</source>
        <translation>Couches à ajouter</translation>
    </message>
    <message>
        <source>Layers to make</source>
        <translation>Couches à créer</translation>
    </message>
    <message>
        <source>Learns only from the polygons that are selected now. Of label layers without a selection, all polygons count.</source>
        <translation>N'apprend que des polygones sélectionnés maintenant. Des couches sans sélection, tous les polygones comptent.</translation>
    </message>
    <message>
        <source>Leave the familiarity out, or choose another model.</source>
        <translation>Laissez la familiarité de côté, ou choisissez un autre modèle.</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Légende</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation>Licence : {licence}</translation>
    </message>
    <message>
        <source>Light segments, suggests and fine-tunes in the fast mode, on the CPU. Full adds PyTorch: for GPUs, and for training the whole network.</source>
        <translation>Léger segmente, propose des lieux et entraîne en mode rapide, sur le CPU. Complet ajoute PyTorch : pour les GPU, et pour l'entraînement de tout le réseau.</translation>
    </message>
    <message>
        <source>Light, without PyTorch</source>
        <translation>Léger, sans PyTorch</translation>
    </message>
    <message>
        <source>Light: CPU, without PyTorch</source>
        <translation>Léger : CPU, sans PyTorch</translation>
    </message>
    <message>
        <source>Limits of the second layer</source>
        <translation>Limites de la deuxième couche</translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation>Filiation</translation>
    </message>
    <message>
        <source>Linear power (sigma0, gamma0)</source>
        <translation>Puissance linéaire (sigma0, gamma0)</translation>
    </message>
    <message>
        <source>Linux package</source>
        <translation>Paquet Linux</translation>
    </message>
    <message>
        <source>List of scenes</source>
        <translation>Liste de scènes</translation>
    </message>
    <message>
        <source>Lists (*.txt *.csv);;STAC (*.json *.parquet);;All files (*)</source>
        <translation>Listes (*.txt *.csv);;STAC (*.json *.parquet);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Lists the models: rename, import, export, delete, set the default.</source>
        <translation>Liste les modèles : renommer, importer, exporter, supprimer, définir par défaut.</translation>
    </message>
    <message>
        <source>Little labelled (see the tooltips): {names}.</source>
        <translation>Peu étiquetées (voir les infobulles) : {names}.</translation>
    </message>
    <message>
        <source>Load a SAR image as a raster layer.</source>
        <translation>Chargez une image SAR comme couche raster.</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Chargement du modèle</translation>
    </message>
    <message>
        <source>Look at the log (View &gt; Panels &gt; Log Messages &gt; Sardino). Open Raster &gt; Sardino &gt; Set up model backend: it makes Sardino's Python environment, or takes an existing one of yours.</source>
        <translation>Consultez le journal (Vue &gt; Panneaux &gt; Journal des messages &gt; Sardino). Ouvrez Raster &gt; Sardino &gt; Configurer le moteur du modèle : l'environnement Python de Sardino y est créé, ou vous en choisissez un existant.</translation>
    </message>
    <message>
        <source>Look at the output, then try again: what was downloaded is kept. Otherwise copy the report.</source>
        <translation>Consultez la sortie, puis réessayez : ce qui a été téléchargé est conservé. Sinon, copiez le rapport.</translation>
    </message>
    <message>
        <source>Look at the output. If a GPU is at fault, set up the build for the CPU instead.</source>
        <translation>Consultez la sortie. Si un GPU est en cause, configurez plutôt la variante pour le CPU.</translation>
    </message>
    <message>
        <source>Look at the scene first</source>
        <translation>Examinez d'abord la scène</translation>
    </message>
    <message>
        <source>Look at the transparency band in QGIS; export the layer without it if it is wrong.</source>
        <translation>Examinez la bande de transparence dans QGIS ; exportez la couche sans elle si elle est fausse.</translation>
    </message>
    <message>
        <source>Look at this scene</source>
        <translation>Examiner cette scène</translation>
    </message>
    <message>
        <source>Look only here. Empty: the whole layer.</source>
        <translation>Chercher uniquement ici. Vide : la couche entière.</translation>
    </message>
    <message>
        <source>Looked for {paths}</source>
        <translation>Recherché : {paths}</translation>
    </message>
    <message>
        <source>Looking at a sample of the layer …</source>
        <translation>Examen d'un échantillon de la couche …</translation>
    </message>
    <message>
        <source>Looking at the labelled places</source>
        <translation>Examen des endroits étiquetés</translation>
    </message>
    <message>
        <source>Looking at the layer …</source>
        <translation>Examen de la couche …</translation>
    </message>
    <message>
        <source>Looking at the scene</source>
        <translation>Examen de la scène</translation>
    </message>
    <message>
        <source>Looking at this computer …</source>
        <translation>Examen de cet ordinateur …</translation>
    </message>
    <message>
        <source>Looking for finished scenes</source>
        <translation>Recherche des scènes terminées</translation>
    </message>
    <message>
        <source>Looking for places in doubt</source>
        <translation>Recherche d'endroits incertains</translation>
    </message>
    <message>
        <source>Looking for segments</source>
        <translation>Recherche de segments</translation>
    </message>
    <message>
        <source>Looking where labels would help most …</source>
        <translation>Recherche des endroits où des étiquettes aideraient le plus …</translation>
    </message>
    <message>
        <source>Looks at this computer once more.</source>
        <translation>Examine cet ordinateur une nouvelle fois.</translation>
    </message>
    <message>
        <source>Looks like {unit}, {bands}, {resolution}</source>
        <translation>Reconnu : {unit}, {bands}, {resolution}</translation>
    </message>
    <message>
        <source>Loss (lower is better) and mean IoU on polygons held out of the training (higher is better).</source>
        <translation>Perte (plus elle est basse, mieux c'est) et IoU moyen sur les polygones réservés, exclus de l'entraînement (plus il est élevé, mieux c'est).</translation>
    </message>
    <message>
        <source>Lower end of its 95 % interval</source>
        <translation>Bas de son intervalle à 95 %</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Création</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Fait avec</translation>
    </message>
    <message>
        <source>Made with Sardino. Where the input is Sentinel-1: contains modified Copernicus Sentinel data.</source>
        <translation>Fait avec Sardino. Si l'entrée est de Sentinel-1 : contient des données Copernicus Sentinel modifiées.</translation>
    </message>
    <message>
        <source>Majority smoothing first</source>
        <translation>D'abord lissage majoritaire</translation>
    </message>
    <message>
        <source>Make an image of backscatter first, in SNAP for example: calibration, deburst, multilook, terrain correction. Or take the ground-range product (GRD) of the same pass.</source>
        <translation>Produisez d'abord une image de rétrodiffusion, dans SNAP par exemple : étalonnage, deburst, multilook, correction de terrain. Ou prenez le produit en distance au sol (GRD) du même passage.</translation>
    </message>
    <message>
        <source>Make it from fewer images, or translate it to a GeoTIFF first.</source>
        <translation>Faites-le à partir de moins d'images, ou convertissez-le d'abord en GeoTIFF.</translation>
    </message>
    <message>
        <source>Make label polygons</source>
        <translation>Faire des polygones d'étiquettes</translation>
    </message>
    <message>
        <source>Make polygons</source>
        <translation>Faire les polygones</translation>
    </message>
    <message>
        <source>Make segments</source>
        <translation>Faire des segments</translation>
    </message>
    <message>
        <source>Make segments first</source>
        <translation>Faites d'abord des segments</translation>
    </message>
    <message>
        <source>Make the features of the scene again, or choose the scene they were made of.</source>
        <translation>Refaites les caractéristiques de la scène, ou choisissez la scène dont elles proviennent.</translation>
    </message>
    <message>
        <source>Make the virtual raster again, from the images.</source>
        <translation>Refaites le raster virtuel à partir des images.</translation>
    </message>
    <message>
        <source>Makes a GeoPackage of polygons with these classes, and starts drawing in it.</source>
        <translation>Crée un GeoPackage de polygones avec ces classes, et commence à y dessiner.</translation>
    </message>
    <message>
        <source>Makes a label layer of the places, to draw on and to fine-tune a model.</source>
        <translation>Fait des endroits une couche d'étiquettes, pour continuer à dessiner et pour affiner un modèle.</translation>
    </message>
    <message>
        <source>Makes a label layer of the segments that have a name, to fine-tune a model.</source>
        <translation>Fait des segments nommés une couche d'étiquettes, pour affiner un modèle.</translation>
    </message>
    <message>
        <source>Makes a map of the radar layer with the new model.</source>
        <translation>Crée une carte de la couche radar avec le nouveau modèle.</translation>
    </message>
    <message>
        <source>Makes polygons of the places above the threshold, in the whole scene.</source>
        <translation>Fait des polygones des endroits au-dessus du seuil, dans toute la scène.</translation>
    </message>
    <message>
        <source>Makes the Python environment that the model runs in, or chooses one.</source>
        <translation>Crée l'environnement Python dans lequel le modèle s'exécute, ou permet d'en choisir un.</translation>
    </message>
    <message>
        <source>Makes the model's Python environment anew, or chooses an existing one.</source>
        <translation>Recrée l'environnement Python du modèle, ou permet d'en choisir un existant.</translation>
    </message>
    <message>
        <source>Making polygons</source>
        <translation>Création des polygones</translation>
    </message>
    <message>
        <source>Making the environment</source>
        <translation>Création de l'environnement</translation>
    </message>
    <message>
        <source>Making the features</source>
        <translation>Création des caractéristiques</translation>
    </message>
    <message>
        <source>Mangroves</source>
        <translation>Mangroves</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>Map \ reference</source>
        <translation>Carte \ référence</translation>
    </message>
    <message>
        <source>Map before the clean-up</source>
        <translation>Carte avant le nettoyage</translation>
    </message>
    <message>
        <source>Map to polygons</source>
        <translation>Carte en polygones</translation>
    </message>
    <message>
        <source>Map, legend, areas, confidence, accuracy, change and origin as one HTML page and a PDF.</source>
        <translation>Carte, légende, surfaces, confiance, exactitude, changement et origine en une page HTML et un PDF.</translation>
    </message>
    <message>
        <source>Mark a place first</source>
        <translation>Marquez d'abord un endroit</translation>
    </message>
    <message>
        <source>Mark a place of a second class.</source>
        <translation>Marquez un endroit d'une deuxième classe.</translation>
    </message>
    <message>
        <source>Mark places of a class</source>
        <translation>Marquer des endroits d'une classe</translation>
    </message>
    <message>
        <source>Mark places of a second class.</source>
        <translation>Marquez des endroits d'une deuxième classe.</translation>
    </message>
    <message>
        <source>Mark places of two classes first</source>
        <translation>Marquez d'abord des endroits de deux classes</translation>
    </message>
    <message>
        <source>Mark places of two classes or more.</source>
        <translation>Marquez des endroits de deux classes ou plus.</translation>
    </message>
    <message>
        <source>Mark similar places</source>
        <translation>Marquer des endroits similaires</translation>
    </message>
    <message>
        <source>Mean IoU</source>
        <translation>IoU moyen</translation>
    </message>
    <message>
        <source>Mean IoU on held-out polygons</source>
        <translation>IoU moyen sur les polygones réservés</translation>
    </message>
    <message>
        <source>Mean IoU on test scenes</source>
        <translation>IoU moyen sur les scènes de test</translation>
    </message>
    <message>
        <source>Mean confidence</source>
        <translation>Confiance moyenne</translation>
    </message>
    <message>
        <source>Mean confidence (percent)</source>
        <translation>Confiance moyenne (pour cent)</translation>
    </message>
    <message>
        <source>Mean confidence {mean:.0f} %; below {limit} % on {low} % of the area.</source>
        <translation>Confiance moyenne {mean:.0f} % ; moins de {limit} % sur {low} % de la surface.</translation>
    </message>
    <message>
        <source>Mean of all heads</source>
        <translation>Moyenne de toutes les têtes</translation>
    </message>
    <message>
        <source>Mean of the dates</source>
        <translation>Moyenne des dates</translation>
    </message>
    <message>
        <source>Means, deviations and number of dates (GeoTIFF).</source>
        <translation>Moyennes, écarts et nombre de dates (GeoTIFF).</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>Memory ran out</source>
        <translation>Mémoire insuffisante</translation>
    </message>
    <message>
        <source>Memory ran out while the model learned.</source>
        <translation>La mémoire a manqué pendant l'apprentissage du modèle.</translation>
    </message>
    <message>
        <source>Merge the selected segments</source>
        <translation>Fusionner les segments sélectionnés</translation>
    </message>
    <message>
        <source>Minimum mapping unit</source>
        <translation>Unité cartographique minimale</translation>
    </message>
    <message>
        <source>Minimum mapping unit (hectares)</source>
        <translation>Unité cartographique minimale (hectares)</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Mode</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>Fichier du modèle</translation>
    </message>
    <message>
        <source>Model to &amp;use</source>
        <translation>&amp;Modèle à utiliser</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Models …</source>
        <translation>Modèles …</translation>
    </message>
    <message>
        <source>More scenes and labels</source>
        <translation>Autres scènes et étiquettes</translation>
    </message>
    <message>
        <source>Moss and lichen</source>
        <translation>Mousses et lichens</translation>
    </message>
    <message>
        <source>Move the class down</source>
        <translation>Descendre la classe</translation>
    </message>
    <message>
        <source>Move the class up</source>
        <translation>Monter la classe</translation>
    </message>
    <message>
        <source>Move the mouse over the map.</source>
        <translation>Déplacez la souris sur la carte.</translation>
    </message>
    <message>
        <source>Move the mouse over the map: the picture shows where the network looks from there. A click holds the place, another click lets it go. Shift: keep it as a layer. Esc: end.</source>
        <translation>Déplacez la souris sur la carte : l'image montre où regarde le réseau depuis cet endroit. Un clic fixe l'endroit, un autre le libère. Maj : le garder comme couche. Échap : terminer.</translation>
    </message>
    <message>
        <source>Name a segment first</source>
        <translation>Nommez d'abord un segment</translation>
    </message>
    <message>
        <source>Name each band after its class's code, or leave the probabilities empty.</source>
        <translation>Nommez chaque bande d'après le code de sa classe, ou laissez les probabilités vides.</translation>
    </message>
    <message>
        <source>Name of a group in the Layers panel: all its radar layers are dates.</source>
        <translation>Nom d'un groupe du panneau Couches : toutes ses couches radar sont des dates.</translation>
    </message>
    <message>
        <source>Name of a model, or a .safetensors file. Empty: the default model.</source>
        <translation>Nom d'un modèle, ou fichier .safetensors. Vide : le modèle par défaut.</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>Nom du modèle</translation>
    </message>
    <message>
        <source>Name of the model to start from, or a .safetensors file. Empty: the default model.</source>
        <translation>Nom du modèle de départ, ou fichier .safetensors. Vide : le modèle par défaut.</translation>
    </message>
    <message>
        <source>Name of the ne&amp;w model</source>
        <translation>N&amp;om du nouveau modèle</translation>
    </message>
    <message>
        <source>Name of the new model</source>
        <translation>Nom du nouveau modèle</translation>
    </message>
    <message>
        <source>Name the assets vv, vh, hh or hv, or give 'sar:polarizations' for each.</source>
        <translation>Nommez les assets vv, vh, hh ou hv, ou donnez 'sar:polarizations' pour chacun.</translation>
    </message>
    <message>
        <source>Named more than once and made once: {count}</source>
        <translation>Nommées plusieurs fois et faites une fois : {count}</translation>
    </message>
    <message>
        <source>Named under the title.</source>
        <translation>Nommé sous le titre.</translation>
    </message>
    <message>
        <source>Names of the bands (JSON)</source>
        <translation>Noms des bandes (JSON)</translation>
    </message>
    <message>
        <source>Names the zones in the table. Empty: numbers.</source>
        <translation>Nomme les zones dans la table. Vide : numéros.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>Never said, since not expected: {names}.</source>
        <translation>Jamais attribué, car non attendu : {names}.</translation>
    </message>
    <message>
        <source>New class</source>
        <translation>Nouvelle classe</translation>
    </message>
    <message>
        <source>New jobs</source>
        <translation>Nouvelles tâches</translation>
    </message>
    <message>
        <source>New label layer</source>
        <translation>Nouvelle couche d'étiquettes</translation>
    </message>
    <message>
        <source>New model: {}</source>
        <translation>Nouveau modèle : {}</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Nouveau nom</translation>
    </message>
    <message>
        <source>New polygons become '{name}'.</source>
        <translation>Les nouveaux polygones seront de la classe « {name} ».</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Next open</source>
        <translation>À faire</translation>
    </message>
    <message>
        <source>No NVIDIA GPU with a working driver: the model runs on the CPU</source>
        <translation>Aucun GPU NVIDIA avec un pilote fonctionnel : le modèle s'exécute sur le CPU</translation>
    </message>
    <message>
        <source>No band of the file holds backscatter, to judge by the names of its bands.</source>
        <translation>Aucune bande du fichier ne contient de rétrodiffusion, à en juger par les noms de ses bandes.</translation>
    </message>
    <message>
        <source>No change</source>
        <translation>Pas de changement</translation>
    </message>
    <message>
        <source>No hash is known of this build of PyTorch: it comes from PyTorch's own index and unchecked.</source>
        <translation>Aucune somme de contrôle n'est connue pour cette version de PyTorch : elle vient de l'index de PyTorch, sans vérification.</translation>
    </message>
    <message>
        <source>No internet is needed: {count} packages in the folder</source>
        <translation>Internet n'est pas nécessaire : {count} paquets dans le dossier</translation>
    </message>
    <message>
        <source>No label layer: choose the polygons to learn from.</source>
        <translation>Aucune couche d'étiquettes : choisissez les polygones servant à l'apprentissage.</translation>
    </message>
    <message>
        <source>No layer: choose the radar layer to segment.</source>
        <translation>Aucune couche : choisissez la couche radar à segmenter.</translation>
    </message>
    <message>
        <source>No layer: choose the radar layer.</source>
        <translation>Aucune couche : choisissez la couche radar.</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Aucune limite</translation>
    </message>
    <message>
        <source>No model installed</source>
        <translation>Aucun modèle installé</translation>
    </message>
    <message>
        <source>No model is installed.</source>
        <translation>Aucun modèle n'est installé.</translation>
    </message>
    <message>
        <source>No other polygon layer in the project</source>
        <translation>Aucune autre couche de polygones dans le projet</translation>
    </message>
    <message>
        <source>No other raster layer in the project</source>
        <translation>Aucune autre couche raster dans le projet</translation>
    </message>
    <message>
        <source>No output folder was given.</source>
        <translation>Aucun dossier de sortie n'a été indiqué.</translation>
    </message>
    <message>
        <source>No output was chosen.</source>
        <translation>Aucune sortie n'a été choisie.</translation>
    </message>
    <message>
        <source>No output: choose at least one of the layers to make.</source>
        <translation>Aucune sortie : choisissez au moins une des couches à créer.</translation>
    </message>
    <message>
        <source>No piece of these segments is large enough for a label.</source>
        <translation>Aucun morceau de ces segments n'est assez grand pour une étiquette.</translation>
    </message>
    <message>
        <source>No pixel has another class on the second date.</source>
        <translation>Aucun pixel n'a une autre classe à la seconde date.</translation>
    </message>
    <message>
        <source>No pixel is valid on both dates in the place that both scenes show.</source>
        <translation>Aucun pixel n'est valide aux deux dates dans le lieu que montrent les deux scènes.</translation>
    </message>
    <message>
        <source>No pixel of the scene has features.</source>
        <translation>Aucun pixel de la scène n'a de caractéristiques.</translation>
    </message>
    <message>
        <source>No pixel of the scene is valid in every polarisation.</source>
        <translation>Aucun pixel de la scène n'est valide dans toutes les polarisations.</translation>
    </message>
    <message>
        <source>No place can be found in the layer: its georeference makes no sense.</source>
        <translation>Aucun lieu ne peut être trouvé dans la couche : son géoréférencement n'a pas de sens.</translation>
    </message>
    <message>
        <source>No place is above the threshold of {percent} %.</source>
        <translation>Aucun endroit n'est au-dessus du seuil de {percent} %.</translation>
    </message>
    <message>
        <source>No place is left to suggest: all is labelled or nodata.</source>
        <translation>Il ne reste aucun endroit à proposer : tout est étiqueté ou nodata.</translation>
    </message>
    <message>
        <source>No place is marked.</source>
        <translation>Aucun endroit n'est marqué.</translation>
    </message>
    <message>
        <source>No place of the scene has features.</source>
        <translation>Aucun endroit de la scène n'a de caractéristiques.</translation>
    </message>
    <message>
        <source>No place says what is looked for.</source>
        <translation>Aucun endroit ne dit ce qui est cherché.</translation>
    </message>
    <message>
        <source>No polygon of the label layers is selected.</source>
        <translation>Aucun polygone des couches d'étiquettes n'est sélectionné.</translation>
    </message>
    <message>
        <source>No polygon yet: the class will not be learned.</source>
        <translation>Pas encore de polygone : la classe ne sera pas apprise.</translation>
    </message>
    <message>
        <source>No polygon yet: this class cannot be learned.</source>
        <translation>Pas encore de polygone : cette classe ne peut pas être apprise.</translation>
    </message>
    <message>
        <source>No radar layer: choose at least one.</source>
        <translation>Aucune couche radar : choisissez-en au moins une.</translation>
    </message>
    <message>
        <source>No suitable Python was found</source>
        <translation>Aucun Python approprié n'a été trouvé</translation>
    </message>
    <message>
        <source>No valid pixel lies in the part of the scene that was chosen.</source>
        <translation>La partie choisie de la scène ne contient aucun pixel valide.</translation>
    </message>
    <message>
        <source>No valid pixel was found in any of the places that were looked at, all over a very large scene.</source>
        <translation>Aucun pixel valide n'a été trouvé aux endroits examinés, répartis sur une très grande scène.</translation>
    </message>
    <message>
        <source>No zone holds a pixel of '{name}' with a class.</source>
        <translation>Aucune zone ne contient un pixel de « {name} » avec une classe.</translation>
    </message>
    <message>
        <source>Nodata value</source>
        <translation>Valeur nodata</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucune</translation>
    </message>
    <message>
        <source>None of its points or polygons can be compared.</source>
        <translation>Aucun de ses points ou polygones ne peut être comparé.</translation>
    </message>
    <message>
        <source>None of {span} here{seen}. Install Python 3.12 and look again.</source>
        <translation>Aucune version de {span} ici{seen}. Installez Python 3.12, puis cliquez sur « Réexaminer ».</translation>
    </message>
    <message>
        <source>None of {span} here{seen}: Sardino fetches one of its own, {size} MB</source>
        <translation>Aucune version de {span} ici{seen} : Sardino en télécharge une, {size} Mo</translation>
    </message>
    <message>
        <source>None yet: set it up to use Sardino.</source>
        <translation>Aucun pour l'instant : configurez-le pour utiliser Sardino.</translation>
    </message>
    <message>
        <source>None: make a new one</source>
        <translation>Aucune : en créer une nouvelle</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Inconnue</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Remarque</translation>
    </message>
    <message>
        <source>Nothing could be held out: draw at least two polygons of each class to know how good the map is.</source>
        <translation>Rien n'a pu être réservé : dessinez au moins deux polygones de chaque classe pour connaître la qualité de la carte.</translation>
    </message>
    <message>
        <source>Nothing drawn yet.</source>
        <translation>Rien n'est encore dessiné.</translation>
    </message>
    <message>
        <source>Nothing is selected: all polygons of the layer.</source>
        <translation>Rien n'est sélectionné : tous les polygones de la couche.</translation>
    </message>
    <message>
        <source>Nothing names the polarisation: the band is taken as co-pol (VV or HH).</source>
        <translation>Rien n'indique la polarisation : la bande est prise pour de la copolarisation (VV ou HH).</translation>
    </message>
    <message>
        <source>Nothing of it was used. Try again; if it happens again, choose another package index, or a folder of packages.</source>
        <translation>Rien n'en a été utilisé. Réessayez ; si cela se reproduit, choisissez un autre index de paquets ou un dossier de paquets.</translation>
    </message>
    <message>
        <source>Nothing says which band is meant.</source>
        <translation>Rien n'indique quelle bande est concernée.</translation>
    </message>
    <message>
        <source>Nothing was written. Start again when you are ready.</source>
        <translation>Rien n'a été écrit. Recommencez quand vous le souhaitez.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numéro</translation>
    </message>
    <message>
        <source>Number of dates</source>
        <translation>Nombre de dates</translation>
    </message>
    <message>
        <source>Number of places</source>
        <translation>Nombre d'endroits</translation>
    </message>
    <message>
        <source>Number of places found</source>
        <translation>Nombre d'endroits trouvés</translation>
    </message>
    <message>
        <source>Number of points</source>
        <translation>Nombre de points</translation>
    </message>
    <message>
        <source>Number of points drawn</source>
        <translation>Nombre de points tirés</translation>
    </message>
    <message>
        <source>Number of polygons</source>
        <translation>Nombre de polygones</translation>
    </message>
    <message>
        <source>Number of segments</source>
        <translation>Nombre de segments</translation>
    </message>
    <message>
        <source>Number of segments (0: proposed)</source>
        <translation>Nombre de segments (0 : proposé)</translation>
    </message>
    <message>
        <source>Number of zones with a class</source>
        <translation>Nombre de zones avec une classe</translation>
    </message>
    <message>
        <source>Number the files if there are earlier ones</source>
        <translation>Numéroter les fichiers s'il y en a d'antérieurs</translation>
    </message>
    <message>
        <source>Numerical precision. 'auto' takes the fastest that the device does well.</source>
        <translation>Précision numérique. « auto » prend la plus rapide que le périphérique gère bien.</translation>
    </message>
    <message>
        <source>Of '{name}' only the polygons that are selected: {count}.</source>
        <translation>De « {name} », seulement les polygones sélectionnés : {count}.</translation>
    </message>
    <message>
        <source>Of label layers with a selection, only the polygons that are selected.</source>
        <translation>Des couches avec une sélection, seulement les polygones sélectionnés.</translation>
    </message>
    <message>
        <source>Of the overall accuracy. Half of it needs four times as many points.</source>
        <translation>De l'exactitude globale. La moitié demande quatre fois plus de points.</translation>
    </message>
    <message>
        <source>Of the picture over the map.</source>
        <translation>De l'image sur la carte.</translation>
    </message>
    <message>
        <source>Off while you interpret: the map's class would lead you.</source>
        <translation>Décoché pendant l'interprétation : la classe de la carte vous influencerait.</translation>
    </message>
    <message>
        <source>Olofsson et al. advise 50 to 100.</source>
        <translation>Olofsson et al. conseillent 50 à 100.</translation>
    </message>
    <message>
        <source>On the left</source>
        <translation>À gauche</translation>
    </message>
    <message>
        <source>On the map: {name}</source>
        <translation>Sur la carte : {name}</translation>
    </message>
    <message>
        <source>On the right</source>
        <translation>À droite</translation>
    </message>
    <message>
        <source>On {scenes} scenes with calibrated VV and VH: accuracy {accuracy}, mean IoU {miou}.</source>
        <translation>Sur {scenes} scènes avec VV et VH calibrés : exactitude {accuracy}, IoU moyen {miou}.</translation>
    </message>
    <message>
        <source>On {scenes} scenes with calibrated VV and VH: {iou}.</source>
        <translation>Sur {scenes} scènes avec VV et VH calibrés : {iou}.</translation>
    </message>
    <message>
        <source>On {scenes} such scenes whose water it was not taught, this model found water with an IoU of {iou}.</source>
        <translation>Sur {scenes} scènes de ce type, dont l'eau ne lui avait pas été apprise, ce modèle a trouvé l'eau avec un IoU de {iou}.</translation>
    </message>
    <message>
        <source>On {scenes} such scenes of places that it had not seen, this model had an accuracy of {accuracy} and a mean IoU of {miou}.</source>
        <translation>Sur {scenes} scènes de ce type, de lieux jamais vus, ce modèle a eu une exactitude de {accuracy} et un IoU moyen de {miou}.</translation>
    </message>
    <message>
        <source>One or more radar layers that the polygons lie on.</source>
        <translation>Une ou plusieurs couches radar sur lesquelles se trouvent les polygones.</translation>
    </message>
    <message>
        <source>One page with its pictures inside.</source>
        <translation>Une page avec ses images.</translation>
    </message>
    <message>
        <source>One polarisation only ({name}): what looks alike in it cannot be told apart.</source>
        <translation>Une seule polarisation ({name}) : ce qui s'y ressemble ne peut être distingué.</translation>
    </message>
    <message>
        <source>One polygon: it can be learned but not checked. Draw at least two.</source>
        <translation>Un seul polygone : la classe peut être apprise mais pas vérifiée. Dessinez-en au moins deux.</translation>
    </message>
    <message>
        <source>One polygon: nothing is left to check the class with. Draw at least two, better five.</source>
        <translation>Un seul polygone : il n'en reste aucun pour vérifier la classe. Dessinez-en au moins deux, de préférence cinq.</translation>
    </message>
    <message>
        <source>One segment is the whole layer: choose 2 or more, or 0.</source>
        <translation>Un seul segment est la couche entière : choisissez 2 ou plus, ou 0.</translation>
    </message>
    <message>
        <source>Only about {pixels:.0f} pixels: too little to learn from. Draw larger polygons.</source>
        <translation>Seulement {pixels:.0f} pixels environ : trop peu pour apprendre. Dessinez des polygones plus grands.</translation>
    </message>
    <message>
        <source>Only if VH (or HV) is a file of its own on the same grid.</source>
        <translation>Uniquement si VH (ou HV) est un fichier distinct sur la même grille.</translation>
    </message>
    <message>
        <source>Only if VH or HV is a layer of its own: one per radar layer, in the same order.</source>
        <translation>Uniquement si VH ou HV est une couche distincte : une par couche radar, dans le même ordre.</translation>
    </message>
    <message>
        <source>Only inside these polygons</source>
        <translation>Uniquement à l'intérieur de ces polygones</translation>
    </message>
    <message>
        <source>Only places that are at least so similar are shown and become polygons.</source>
        <translation>Seuls les endroits au moins aussi similaires sont montrés et deviennent des polygones.</translation>
    </message>
    <message>
        <source>Only these classes were expected: {names}.</source>
        <translation>Seules ces classes étaient attendues : {names}.</translation>
    </message>
    <message>
        <source>Only until QGIS is closed</source>
        <translation>Seulement jusqu'à la fermeture de QGIS</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Opacité</translation>
    </message>
    <message>
        <source>Open Raster &gt; Sardino &gt; Set up model backend: it makes Sardino's Python environment, or takes an existing one of yours.</source>
        <translation>Ouvrez Raster &gt; Sardino &gt; Configurer le moteur du modèle : l'environnement Python de Sardino y est créé, ou vous en choisissez un existant.</translation>
    </message>
    <message>
        <source>Open it in QGIS and export it as a GeoPackage to another folder.</source>
        <translation>Ouvrez la couche dans QGIS et exportez-la en GeoPackage dans un autre dossier.</translation>
    </message>
    <message>
        <source>Open the folder with the files</source>
        <translation>Ouvrir le dossier des fichiers</translation>
    </message>
    <message>
        <source>Open the page with all figures</source>
        <translation>Ouvrir la page de tous les chiffres</translation>
    </message>
    <message>
        <source>Open the point's form</source>
        <translation>Ouvrir le formulaire du point</translation>
    </message>
    <message>
        <source>OpenVINO is not installed.</source>
        <translation>OpenVINO n'est pas installé.</translation>
    </message>
    <message>
        <source>Opening the dates</source>
        <translation>Ouverture des dates</translation>
    </message>
    <message>
        <source>Opening the features</source>
        <translation>Ouverture des caractéristiques</translation>
    </message>
    <message>
        <source>Opening the scene</source>
        <translation>Ouverture de la scène</translation>
    </message>
    <message>
        <source>Opens the help in the browser; it is on this computer.</source>
        <translation>Ouvre l'aide dans le navigateur ; elle se trouve sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Opens the set-up: the environment Full has PyTorch.</source>
        <translation>Ouvre l'installation : l'environnement Complet a PyTorch.</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Origine</translation>
    </message>
    <message>
        <source>Other changes</source>
        <translation>Autres changements</translation>
    </message>
    <message>
        <source>Other dates of this place</source>
        <translation>Autres dates de ce lieu</translation>
    </message>
    <message>
        <source>Other ways</source>
        <translation>Autres possibilités</translation>
    </message>
    <message>
        <source>Otherwise a model of that name stays, and the run fails.</source>
        <translation>Sinon, un modèle de ce nom est conservé et l'exécution échoue.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Sortie</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Dossier de sortie</translation>
    </message>
    <message>
        <source>Overall accuracy</source>
        <translation>Exactitude globale</translation>
    </message>
    <message>
        <source>Overall accuracy (0 to 1)</source>
        <translation>Exactitude globale (0 à 1)</translation>
    </message>
    <message>
        <source>Overall accuracy: {value:.1f} % (95 % interval {low:.1f} to {high:.1f} %)</source>
        <translation>Exactitude globale : {value:.1f} % (intervalle à 95 % de {low:.1f} à {high:.1f} %)</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>Fichiers PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Package &amp;index</source>
        <translation>&amp;Index des paquets</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paquets</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Parts of a radar layer that look alike to the network, without any labels.</source>
        <translation>Les parties d'une couche radar qui se ressemblent pour le réseau, sans aucune étiquette.</translation>
    </message>
    <message>
        <source>Parts of the stack</source>
        <translation>Parties de la pile</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Chemin</translation>
    </message>
    <message>
        <source>Permanent water bodies</source>
        <translation>Plans d'eau permanents</translation>
    </message>
    <message>
        <source>Pick a segment</source>
        <translation>Choisir un segment</translation>
    </message>
    <message>
        <source>Pick segments on the map</source>
        <translation>Choisir sur la carte</translation>
    </message>
    <message>
        <source>Pixel value of the class in the land cover</source>
        <translation>Valeur de pixel de la classe dans l'occupation du sol</translation>
    </message>
    <message>
        <source>Pixel values</source>
        <translation>Valeurs de pixel</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixels</translation>
    </message>
    <message>
        <source>Pixels of the attention layer</source>
        <translation>Pixels de la couche d'attention</translation>
    </message>
    <message>
        <source>Pixels of the radar layer beneath them, about</source>
        <translation>Nombre approximatif de pixels de la couche radar sous les polygones</translation>
    </message>
    <message>
        <source>Place under the mouse</source>
        <translation>L'endroit sous la souris</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Endroits</translation>
    </message>
    <message>
        <source>Places like this</source>
        <translation>Endroits comme ceci</translation>
    </message>
    <message>
        <source>Places like this: {likes}. Not like this: {others}.</source>
        <translation>Endroits comme ceci : {likes}. Pas comme ceci : {others}.</translation>
    </message>
    <message>
        <source>Places not like this</source>
        <translation>Endroits pas comme ceci</translation>
    </message>
    <message>
        <source>Places not seen in training (scenes)</source>
        <translation>Lieux hors entraînement (scènes)</translation>
    </message>
    <message>
        <source>Places that were marked</source>
        <translation>Endroits marqués</translation>
    </message>
    <message>
        <source>Please report this with the log (View &gt; Panels &gt; Log Messages &gt; Sardino).</source>
        <translation>Veuillez le signaler en joignant le journal (Vue &gt; Panneaux &gt; Journal des messages &gt; Sardino).</translation>
    </message>
    <message>
        <source>Point at a place</source>
        <translation>Montrer un endroit</translation>
    </message>
    <message>
        <source>Point {number} of {count}, {done} done.</source>
        <translation>Point {number} sur {count}, {done} faits.</translation>
    </message>
    <message>
        <source>Points are written to .gpkg or .geojson files.</source>
        <translation>Les points sont écrits dans des fichiers .gpkg ou .geojson.</translation>
    </message>
    <message>
        <source>Points or polygons used</source>
        <translation>Points ou polygones utilisés</translation>
    </message>
    <message>
        <source>Points per class</source>
        <translation>Points par classe</translation>
    </message>
    <message>
        <source>Points per class, at least</source>
        <translation>Points par classe, au moins</translation>
    </message>
    <message>
        <source>Points where labels would help the model most.</source>
        <translation>Points où des étiquettes aideraient le plus le modèle.</translation>
    </message>
    <message>
        <source>Points with rank, reason, guessed class and confidence.</source>
        <translation>Points avec rang, raison, classe supposée et confiance.</translation>
    </message>
    <message>
        <source>Points, lines or polygons on what you do not look for. Empty: none.</source>
        <translation>Points, lignes ou polygones sur ce que vous ne cherchez pas. Vide : aucun.</translation>
    </message>
    <message>
        <source>Points, lines or polygons on what you look for, in any coordinate system.</source>
        <translation>Points, lignes ou polygones sur ce que vous cherchez, dans n'importe quel système de coordonnées.</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Polygone</translation>
    </message>
    <message>
        <source>Polygon layer</source>
        <translation>Couche de polygones</translation>
    </message>
    <message>
        <source>Polygon layers in any coordinate system; copied, with unsaved edits, never changed.</source>
        <translation>Couches de polygones dans n'importe quel système de coordonnées ; copiées, y compris les modifications non enregistrées, et jamais modifiées.</translation>
    </message>
    <message>
        <source>Polygons</source>
        <translation>Polygones</translation>
    </message>
    <message>
        <source>Polygons are written as a GeoPackage: choose a file that ends with .gpkg.</source>
        <translation>Les polygones sont écrits en GeoPackage : choisissez un fichier qui finit par .gpkg.</translation>
    </message>
    <message>
        <source>Polygons of '{name}' with the value '{value}' are in no class and left out: {count}.</source>
        <translation>Polygones de « {name} » avec la valeur « {value} », d'aucune classe et laissés de côté : {count}.</translation>
    </message>
    <message>
        <source>Polygons of '{name}' with {values} more values are in no class and left out: {count}.</source>
        <translation>Les polygones de « {name} » avec {values} autres valeurs ne sont d'aucune classe et sont laissés de côté : {count}.</translation>
    </message>
    <message>
        <source>Polygons of a layer</source>
        <translation>Polygones d'une couche</translation>
    </message>
    <message>
        <source>Polygons of a map with shared borders, with class, area and confidence.</source>
        <translation>Polygones d'une carte avec limites partagées, avec classe, surface et confiance.</translation>
    </message>
    <message>
        <source>Polygons of the label layer</source>
        <translation>Polygones de la couche d'étiquettes</translation>
    </message>
    <message>
        <source>Polygons of these layers are kept clear of.</source>
        <translation>Les endroits proposés évitent les polygones de ces couches.</translation>
    </message>
    <message>
        <source>Polygons outside the radar layer: {count}.</source>
        <translation>Polygones hors de la couche radar : {count}.</translation>
    </message>
    <message>
        <source>Polygons without a class: {count}.</source>
        <translation>Polygones sans classe : {count}.</translation>
    </message>
    <message>
        <source>Polygons: districts, parcels, catchments.</source>
        <translation>Polygones : districts, parcelles, bassins versants.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Précision</translation>
    </message>
    <message>
        <source>Preparing …</source>
        <translation>Préparation …</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Précédent</translation>
    </message>
    <message>
        <source>Principal colours</source>
        <translation>Couleurs principales</translation>
    </message>
    <message>
        <source>Principal components</source>
        <translation>Composantes principales</translation>
    </message>
    <message>
        <source>Print layout</source>
        <translation>Mise en page</translation>
    </message>
    <message>
        <source>Prior shares</source>
        <translation>Parts attendues</translation>
    </message>
    <message>
        <source>Probabilities, a band per class</source>
        <translation>Probabilités, une bande par classe</translation>
    </message>
    <message>
        <source>Probability of change</source>
        <translation>Probabilité de changement</translation>
    </message>
    <message>
        <source>Producer's accuracy</source>
        <translation>Exactitude du producteur</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Progression de l'entraînement</translation>
    </message>
    <message>
        <source>Protected classes (codes)</source>
        <translation>Classes protégées (codes)</translation>
    </message>
    <message>
        <source>Putting it into use</source>
        <translation>Mise en service</translation>
    </message>
    <message>
        <source>PyPI, or a mirror's address such as https://mirror.example/simple</source>
        <translation>PyPI, ou l'adresse d'un miroir comme https://mirror.example/simple</translation>
    </message>
    <message>
        <source>PyTorch is not part of this environment.</source>
        <translation>PyTorch ne fait pas partie de cet environnement.</translation>
    </message>
    <message>
        <source>PyTorch's own index cannot be reached. The build on PyPI takes its place.</source>
        <translation>L'index propre à PyTorch est injoignable. La variante de PyPI le remplace.</translation>
    </message>
    <message>
        <source>PyTorch's own index cannot be reached. The build on PyPI takes its place; on Linux it brings CUDA along, {size:.1f} GB, unless pip knows another.</source>
        <translation>L'index propre à PyTorch est injoignable. La variante de PyPI le remplace ; sous Linux, elle apporte aussi CUDA, {size:.1f} Go, sauf si pip en connaît une autre.</translation>
    </message>
    <message>
        <source>Radar layer</source>
        <translation>Couche radar</translation>
    </message>
    <message>
        <source>Radar layers</source>
        <translation>Couches radar</translation>
    </message>
    <message>
        <source>Radar layers of other dates: all dates are averaged first, so there is less speckle.</source>
        <translation>Couches radar d'autres dates : toutes les dates sont d'abord moyennées, il y a donc moins de chatoiement.</translation>
    </message>
    <message>
        <source>Radar layers of the project, or files.</source>
        <translation>Couches radar du projet, ou fichiers.</translation>
    </message>
    <message>
        <source>Radar layers, one per date</source>
        <translation>Couches radar, une par date</translation>
    </message>
    <message>
        <source>Raise 'Kept features' in Settings &gt; Options &gt; Sardino, free some space, or choose a smaller extent.</source>
        <translation>Augmentez « Caractéristiques gardées » dans Préférences &gt; Options &gt; Sardino, libérez de l'espace ou choisissez une emprise plus petite.</translation>
    </message>
    <message>
        <source>Random points in each class of a map, to interpret against imagery.</source>
        <translation>Points au hasard dans chaque classe d'une carte, à interpréter d'après des images.</translation>
    </message>
    <message>
        <source>Raw digital numbers</source>
        <translation>Comptes numériques bruts</translation>
    </message>
    <message>
        <source>Read, as you chose, as {unit}, {bands}, {resolution}</source>
        <translation>Lu, selon votre choix, comme : {unit}, {bands}, {resolution}</translation>
    </message>
    <message>
        <source>Reading the polygons</source>
        <translation>Lecture des polygones</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Rappel</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rectangle</translation>
    </message>
    <message>
        <source>Red, green and blue (GeoTIFF).</source>
        <translation>Rouge, vert et bleu (GeoTIFF).</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Référence</translation>
    </message>
    <message>
        <source>Reference points or polygons</source>
        <translation>Points ou polygones de référence</translation>
    </message>
    <message>
        <source>Reference: a sample, points or polygons</source>
        <translation>Référence : échantillon, points ou polygones</translation>
    </message>
    <message>
        <source>Reference: {name}, {kind}. In brackets: 95 % intervals.</source>
        <translation>Référence : {name}, {kind}. Entre parenthèses : intervalles à 95 %.</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Remarques</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Remove all places</source>
        <translation>Retirer tous les endroits</translation>
    </message>
    <message>
        <source>Remove or rename it.</source>
        <translation>Supprimez-le ou renommez-le.</translation>
    </message>
    <message>
        <source>Remove result …</source>
        <translation>Retirer le résultat …</translation>
    </message>
    <message>
        <source>Remove the class (Del)</source>
        <translation>Retirer la classe (Suppr)</translation>
    </message>
    <message>
        <source>Remove the class and its places</source>
        <translation>Retirer la classe et ses endroits</translation>
    </message>
    <message>
        <source>Remove these layers from the project? Their files stay.</source>
        <translation>Retirer ces couches du projet ? Leurs fichiers sont conservés.</translation>
    </message>
    <message>
        <source>Removes all places. Undo brings them back.</source>
        <translation>Retire tous les endroits. « Défaire » les ramène.</translation>
    </message>
    <message>
        <source>Removes patches below a minimum mapping unit, as a new layer.</source>
        <translation>Enlève les taches sous une unité cartographique minimale, comme nouvelle couche.</translation>
    </message>
    <message>
        <source>Rename it, or choose a shorter name.</source>
        <translation>Renommez-le ou choisissez un nom plus court.</translation>
    </message>
    <message>
        <source>Rename the file.</source>
        <translation>Renommez le fichier.</translation>
    </message>
    <message>
        <source>Rename the model</source>
        <translation>Renommer le modèle</translation>
    </message>
    <message>
        <source>Renamed to '{}'.</source>
        <translation>Renommé en « {} ».</translation>
    </message>
    <message>
        <source>Repair its data source (Layer &gt; Set Data Source), or choose another layer.</source>
        <translation>Réparez sa source de données (Couche &gt; Changer la source de données), ou choisissez une autre couche.</translation>
    </message>
    <message>
        <source>Replace a model of that name</source>
        <translation>Remplacer un modèle de ce nom</translation>
    </message>
    <message>
        <source>Replace the model '{name}'? It cannot be brought back.</source>
        <translation>Remplacer le modèle « {name} » ? Il ne pourra pas être restauré.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Report (JSON)</source>
        <translation>Rapport (JSON)</translation>
    </message>
    <message>
        <source>Report as PDF</source>
        <translation>Rapport en PDF</translation>
    </message>
    <message>
        <source>Report made</source>
        <translation>Rapport fait</translation>
    </message>
    <message>
        <source>Report of the run (JSON)</source>
        <translation>Rapport de l'exécution (JSON)</translation>
    </message>
    <message>
        <source>Report on a map</source>
        <translation>Rapport sur une carte</translation>
    </message>
    <message>
        <source>Restart QGIS. If it happens again, install the plugin anew.</source>
        <translation>Redémarrez QGIS. Si cela se reproduit, réinstallez l'extension.</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>Rows: true class; columns: predicted. Pixels, and their share of the row.</source>
        <translation>Lignes : classe réelle ; colonnes : classe prédite. Pixels, et leur part de la ligne.</translation>
    </message>
    <message>
        <source>SAR la&amp;yer</source>
        <translation>&amp;Couche SAR</translation>
    </message>
    <message>
        <source>STAC Collection</source>
        <translation>Collection STAC</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Échantillon</translation>
    </message>
    <message>
        <source>Samples by class of the map (rows) and of the reference (columns)</source>
        <translation>Échantillons par classe de la carte (lignes) et de la référence (colonnes)</translation>
    </message>
    <message>
        <source>Sardino compares two dates</source>
        <translation>Sardino compare deux dates</translation>
    </message>
    <message>
        <source>Sardino could not finish</source>
        <translation>Sardino n'a pas pu terminer</translation>
    </message>
    <message>
        <source>Sardino counts labels</source>
        <translation>Sardino compte les étiquettes</translation>
    </message>
    <message>
        <source>Sardino features (*.features)</source>
        <translation>Caractéristiques Sardino (*.features)</translation>
    </message>
    <message>
        <source>Sardino fine-tunes a model</source>
        <translation>Sardino affine un modèle</translation>
    </message>
    <message>
        <source>Sardino looks where to label</source>
        <translation>Sardino cherche où étiqueter</translation>
    </message>
    <message>
        <source>Sardino models</source>
        <translation>Modèles Sardino</translation>
    </message>
    <message>
        <source>Sardino models (*.safetensors)</source>
        <translation>Modèles Sardino (*.safetensors)</translation>
    </message>
    <message>
        <source>Sardino panel</source>
        <translation>Panneau Sardino</translation>
    </message>
    <message>
        <source>Sardino segments a layer</source>
        <translation>Sardino segmente une couche</translation>
    </message>
    <message>
        <source>Sardino writes a report</source>
        <translation>Sardino écrit un rapport</translation>
    </message>
    <message>
        <source>Sardino's Processing provider is not loaded. Restart QGIS.</source>
        <translation>Le fournisseur de traitements de Sardino n'est pas chargé. Redémarrez QGIS.</translation>
    </message>
    <message>
        <source>Sardino's Python environment is incomplete</source>
        <translation>L'environnement Python de Sardino est incomplet</translation>
    </message>
    <message>
        <source>Sardino's Python environment was not found</source>
        <translation>L'environnement Python de Sardino est introuvable</translation>
    </message>
    <message>
        <source>Sardino's model runs in a Python environment of its own. It is made once, inside your QGIS profile. QGIS and its Python stay as they are, and no administrator rights are needed.</source>
        <translation>Le modèle de Sardino s'exécute dans son propre environnement Python. Il est créé une seule fois, dans votre profil QGIS. QGIS et son Python restent tels quels, et aucun droit d'administrateur n'est nécessaire.</translation>
    </message>
    <message>
        <source>Sardino's worker is of another version than the plugin</source>
        <translation>Le processus de calcul de Sardino est d'une autre version que l'extension</translation>
    </message>
    <message>
        <source>Sardino's worker process answered with nonsense</source>
        <translation>Le processus de calcul de Sardino a donné une réponse incompréhensible</translation>
    </message>
    <message>
        <source>Sardino's worker process did not start</source>
        <translation>Le processus de calcul de Sardino n'a pas démarré</translation>
    </message>
    <message>
        <source>Sardino's worker process ended in the middle of the job</source>
        <translation>Le processus de calcul de Sardino s'est arrêté au milieu de la tâche</translation>
    </message>
    <message>
        <source>Sardino's worker process stopped answering</source>
        <translation>Le processus de calcul de Sardino ne répond plus</translation>
    </message>
    <message>
        <source>Sardino: diagnostics</source>
        <translation>Sardino : diagnostic</translation>
    </message>
    <message>
        <source>Sardino: land cover from radar layers</source>
        <translation>Sardino : occupation du sol à partir de couches radar</translation>
    </message>
    <message>
        <source>Sardino: segmentation of radar images</source>
        <translation>Sardino : segmentation d'images radar</translation>
    </message>
    <message>
        <source>Save edits</source>
        <translation>Enregistrer les modifications</translation>
    </message>
    <message>
        <source>Save it as a GeoPackage in QGIS (Export &gt; Save Features As), or add the Full environment.</source>
        <translation>Enregistrez la couche en GeoPackage dans QGIS (Exporter &gt; Sauvegarder les entités sous), ou ajoutez l'environnement Full.</translation>
    </message>
    <message>
        <source>Save your edits, and try again.</source>
        <translation>Enregistrez vos modifications et réessayez.</translation>
    </message>
    <message>
        <source>Saves the edits of the label layer and goes on editing.</source>
        <translation>Enregistre les modifications de la couche d'étiquettes et poursuit l'édition.</translation>
    </message>
    <message>
        <source>Saving the model</source>
        <translation>Enregistrement du modèle</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>Scène</translation>
    </message>
    <message>
        <source>Scene: {name}</source>
        <translation>Scène : {name}</translation>
    </message>
    <message>
        <source>Scenes at the same time</source>
        <translation>Scènes en même temps</translation>
    </message>
    <message>
        <source>Scenes made</source>
        <translation>Scènes faites</translation>
    </message>
    <message>
        <source>Scenes that failed</source>
        <translation>Scènes en échec</translation>
    </message>
    <message>
        <source>Scenes that were finished before</source>
        <translation>Scènes déjà terminées</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Scores</translation>
    </message>
    <message>
        <source>Scores (JSON)</source>
        <translation>Scores (JSON)</translation>
    </message>
    <message>
        <source>Scores and confusion matrix as a page.</source>
        <translation>Scores et matrice de confusion sous forme de page.</translation>
    </message>
    <message>
        <source>Scores and confusion matrix for a spreadsheet.</source>
        <translation>Scores et matrice de confusion pour un tableur.</translation>
    </message>
    <message>
        <source>Scores are those of the fast part; the whole network raised them where that was checked.</source>
        <translation>Les scores sont ceux de la partie rapide ; le réseau entier les a améliorés là où cela a été vérifié.</translation>
    </message>
    <message>
        <source>Scores are those of the fast part; what the whole network brought was not checked.</source>
        <translation>Les scores sont ceux de la partie rapide ; l’apport du réseau entier n’a pas été vérifié.</translation>
    </message>
    <message>
        <source>Scores by region and kind of scene</source>
        <translation>Scores par région et type de scène</translation>
    </message>
    <message>
        <source>Scores of '{name}'</source>
        <translation>Scores de « {name} »</translation>
    </message>
    <message>
        <source>Scores of each class</source>
        <translation>Scores de chaque classe</translation>
    </message>
    <message>
        <source>Scores per class and confusion matrix as a page.</source>
        <translation>Scores par classe et matrice de confusion sous forme de page.</translation>
    </message>
    <message>
        <source>Se&amp;gment layer</source>
        <translation>Se&amp;gmenter la couche</translation>
    </message>
    <message>
        <source>Second layer for VH or HV</source>
        <translation>Seconde couche pour VH ou HV</translation>
    </message>
    <message>
        <source>Second layer of strata</source>
        <translation>Deuxième couche de strates</translation>
    </message>
    <message>
        <source>Second layers (VH or HV)</source>
        <translation>Secondes couches (VH ou HV)</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Graine aléatoire</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segmenter</translation>
    </message>
    <message>
        <source>Segment an archive</source>
        <translation>Segmenter une archive</translation>
    </message>
    <message>
        <source>Segment even if it does not look like radar</source>
        <translation>Segmenter même si cela ne ressemble pas à du radar</translation>
    </message>
    <message>
        <source>Segment layer</source>
        <translation>Segmenter une couche</translation>
    </message>
    <message>
        <source>Segment only inside these polygons; only the selected ones if you tick it.</source>
        <translation>Segmenter uniquement à l'intérieur de ces polygones ; seulement ceux qui sont sélectionnés si vous cochez l'option.</translation>
    </message>
    <message>
        <source>Segment only this extent. Empty: the whole layer.</source>
        <translation>Segmenter uniquement cette emprise. Vide : la couche entière.</translation>
    </message>
    <message>
        <source>Segment the whole layer, or repair its georeference.</source>
        <translation>Segmentez la couche entière, ou réparez son géoréférencement.</translation>
    </message>
    <message>
        <source>Segment them into different folders.</source>
        <translation>Segmentez-les dans des dossiers différents.</translation>
    </message>
    <message>
        <source>Segment with t&amp;his model</source>
        <translation>Se&amp;gmenter avec ce modèle</translation>
    </message>
    <message>
        <source>Segment {number}</source>
        <translation>Segment {number}</translation>
    </message>
    <message>
        <source>Segmentation</source>
        <translation>Segmentation</translation>
    </message>
    <message>
        <source>Segmented layer</source>
        <translation>Couche segmentée</translation>
    </message>
    <message>
        <source>Segmenting keeps what the network saw in a scene, so that the page Explore and fine-tuning need no second look at it. Beyond this limit the files that were not used for longest are removed.</source>
        <translation>La segmentation garde ce que le réseau a vu dans une scène, pour que la page Explorer et l'affinage n'aient pas à l'examiner une seconde fois. Au-delà de cette limite, les fichiers inutilisés depuis le plus longtemps sont supprimés.</translation>
    </message>
    <message>
        <source>Segmenting the first date</source>
        <translation>Segmentation de la première date</translation>
    </message>
    <message>
        <source>Segmenting the second date</source>
        <translation>Segmentation de la seconde date</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segments</translation>
    </message>
    <message>
        <source>Segments numbered from 1; 0 where the input is invalid (GeoTIFF).</source>
        <translation>Segments numérotés à partir de 1 ; 0 là où l'entrée est invalide (GeoTIFF).</translation>
    </message>
    <message>
        <source>Segments the layer even if it does not look like a radar image.</source>
        <translation>Segmente la couche même si elle ne ressemble pas à une image radar.</translation>
    </message>
    <message>
        <source>Segments the layer with the choices above. ({keys})</source>
        <translation>Segmente la couche selon les choix ci-dessus. ({keys})</translation>
    </message>
    <message>
        <source>Segments the layers that are selected in the layer tree, a folder or a list of files.</source>
        <translation>Segmente les couches sélectionnées dans l'arbre des couches, un dossier ou une liste de fichiers.</translation>
    </message>
    <message>
        <source>Segments without labels</source>
        <translation>Segments sans étiquettes</translation>
    </message>
    <message>
        <source>Select a segment to name it, several to merge them.</source>
        <translation>Sélectionnez un segment pour le nommer, plusieurs pour les fusionner.</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Tout sélectionner</translation>
    </message>
    <message>
        <source>Select at least one polygon, or leave the polygons empty.</source>
        <translation>Sélectionnez au moins un polygone, ou laissez le champ des polygones vide.</translation>
    </message>
    <message>
        <source>Select polygons, or draw one.</source>
        <translation>Sélectionnez des polygones, ou dessinez-en un.</translation>
    </message>
    <message>
        <source>Select the polygons to learn from, or do without 'Selected polygons only'.</source>
        <translation>Sélectionnez les polygones dont apprendre, ou renoncez à « Polygones sélectionnés seulement ».</translation>
    </message>
    <message>
        <source>Select two raster layers in the layer panel first.</source>
        <translation>Sélectionnez d'abord deux couches raster dans le panneau des couches.</translation>
    </message>
    <message>
        <source>Selected polygons only</source>
        <translation>Polygones sélectionnés seulement</translation>
    </message>
    <message>
        <source>Send several requests, one after the other.</source>
        <translation>Envoyez plusieurs demandes, l'une après l'autre.</translation>
    </message>
    <message>
        <source>Set up Sardino's backend again: Raster &gt; Sardino &gt; Set up model backend.</source>
        <translation>Configurez à nouveau le moteur de Sardino : Raster &gt; Sardino &gt; Configurer le moteur du modèle.</translation>
    </message>
    <message>
        <source>Set up model backend</source>
        <translation>Configurer le moteur du modèle</translation>
    </message>
    <message>
        <source>Set up model backend …</source>
        <translation>Configurer le moteur du modèle …</translation>
    </message>
    <message>
        <source>Several bands hold the same polarisation: the first of each is taken.</source>
        <translation>Plusieurs bandes contiennent la même polarisation : la première de chaque polarisation est retenue.</translation>
    </message>
    <message>
        <source>Several dates</source>
        <translation>Plusieurs dates</translation>
    </message>
    <message>
        <source>Several dates as one</source>
        <translation>Plusieurs dates en une</translation>
    </message>
    <message>
        <source>Several scenes …</source>
        <translation>Plusieurs scènes …</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Part</translation>
    </message>
    <message>
        <source>Share of changed pixels (0 to 1)</source>
        <translation>Part des pixels changés (0 à 1)</translation>
    </message>
    <message>
        <source>Share of pixels in small patches that stay (0 to 1)</source>
        <translation>Part des pixels dans de petites taches qui restent (0 à 1)</translation>
    </message>
    <message>
        <source>Share of the area that got a class</source>
        <translation>Part de la surface qui a reçu une classe</translation>
    </message>
    <message>
        <source>Share of the area that is unlike what the model was trained on (0 to 1)</source>
        <translation>Part de la surface qui ne ressemble pas à ce dont le modèle a appris (0 à 1)</translation>
    </message>
    <message>
        <source>Share of the area with a confidence below 50 % (0 to 1)</source>
        <translation>Part de la surface où la confiance est inférieure à 50 % (0 à 1)</translation>
    </message>
    <message>
        <source>Share of the attention that is shown</source>
        <translation>Part de l'attention qui est montrée</translation>
    </message>
    <message>
        <source>Share of unfamiliar ground (0 to 1)</source>
        <translation>Part du terrain non familier (0 à 1)</translation>
    </message>
    <message>
        <source>Show &amp;before</source>
        <translation>Affic&amp;her avant</translation>
    </message>
    <message>
        <source>Show a&amp;fter</source>
        <translation>Affic&amp;her après</translation>
    </message>
    <message>
        <source>Show around the point</source>
        <translation>Montrer autour du point</translation>
    </message>
    <message>
        <source>Show colours on the map</source>
        <translation>Montrer les couleurs</translation>
    </message>
    <message>
        <source>Show the &amp;confidence</source>
        <translation>Montrer la &amp;confiance</translation>
    </message>
    <message>
        <source>Show the land &amp;cover</source>
        <translation>Montrer l'o&amp;ccupation du sol</translation>
    </message>
    <message>
        <source>Show what the map says</source>
        <translation>Montrer ce que dit la carte</translation>
    </message>
    <message>
        <source>Shows the two layers that are selected, or the two topmost ones, on both sides of a line.</source>
        <translation>Montre les deux couches sélectionnées, ou les deux du dessus, de part et d'autre d'une ligne.</translation>
    </message>
    <message>
        <source>Shrubland</source>
        <translation>Formations arbustives</translation>
    </message>
    <message>
        <source>Similar from</source>
        <translation>Similaire dès</translation>
    </message>
    <message>
        <source>Similar places</source>
        <translation>Endroits similaires</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>Similarité</translation>
    </message>
    <message>
        <source>Similarity in percent (GeoTIFF).</source>
        <translation>Similarité en pour cent (GeoTIFF).</translation>
    </message>
    <message>
        <source>Similarity of the scene</source>
        <translation>Similarité de la scène</translation>
    </message>
    <message>
        <source>Simplify borders</source>
        <translation>Simplifier les limites</translation>
    </message>
    <message>
        <source>Simplify borders by (pixels)</source>
        <translation>Simplifier les limites de (pixels)</translation>
    </message>
    <message>
        <source>Simplify the polygons (Vector &gt; Geometry Tools &gt; Simplify), or select fewer of them.</source>
        <translation>Simplifiez les polygones (Vecteur &gt; Outils de géométrie &gt; Simplifier), ou sélectionnez-en moins.</translation>
    </message>
    <message>
        <source>Size of the file (MB)</source>
        <translation>Taille du fichier (Mo)</translation>
    </message>
    <message>
        <source>Smaller patches are removed, measured on the ellipsoid. 0: none.</source>
        <translation>Les taches plus petites sont enlevées, mesurées sur l'ellipsoïde. 0 : aucune.</translation>
    </message>
    <message>
        <source>Smaller patches go to the neighbour that is most probable there.</source>
        <translation>Les taches plus petites vont au voisin le plus probable à cet endroit.</translation>
    </message>
    <message>
        <source>Smooth borders first (3 × 3 majority)</source>
        <translation>D'abord lisser les limites (majorité 3 × 3)</translation>
    </message>
    <message>
        <source>Snow and ice</source>
        <translation>Neige et glace</translation>
    </message>
    <message>
        <source>So it was left out: pixels are taken as 10 m, areas are unknown.</source>
        <translation>Il est donc laissé de côté : les pixels comptent pour 10 m, les surfaces sont inconnues.</translation>
    </message>
    <message>
        <source>Some marked places lie outside the scene or on ground without data: they do not count.</source>
        <translation>Certains endroits marqués sont hors de la scène ou sur un terrain sans données : ils ne comptent pas.</translation>
    </message>
    <message>
        <source>Start &amp;from the model</source>
        <translation>&amp;Partir du modèle</translation>
    </message>
    <message>
        <source>Start again: all scenes are then made with the new model, or give the old model.</source>
        <translation>Recommencez : toutes les scènes sont alors faites avec le nouveau modèle. Ou indiquez l'ancien modèle.</translation>
    </message>
    <message>
        <source>Start again; a fresh worker will be used. If it happens again, report it with the log.</source>
        <translation>Recommencez ; un nouveau processus de calcul sera utilisé. Si cela se reproduit, signalez-le en joignant le journal.</translation>
    </message>
    <message>
        <source>Start again; a fresh worker will be used. If it happens again, segment a smaller extent, close other programs, or choose the CPU.</source>
        <translation>Recommencez ; un nouveau processus de calcul sera utilisé. Si cela se reproduit, segmentez une emprise plus petite, fermez d'autres programmes ou choisissez le CPU.</translation>
    </message>
    <message>
        <source>Start from one of its bases, with all polygons.</source>
        <translation>Repartez d'un des modèles dont il est issu, avec tous les polygones.</translation>
    </message>
    <message>
        <source>Start from the model</source>
        <translation>Partir du modèle</translation>
    </message>
    <message>
        <source>Start the scheduler and its workers, then start again; finished scenes are kept.</source>
        <translation>Démarrez l'ordonnanceur et ses workers, puis relancez ; les scènes terminées sont gardées.</translation>
    </message>
    <message>
        <source>Start the workers with the Python of Sardino's environment, and with Sardino's folder in PYTHONPATH.</source>
        <translation>Démarrez les workers avec le Python de l'environnement de Sardino, et avec le dossier de Sardino dans PYTHONPATH.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Démarrage</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Démarrage …</translation>
    </message>
    <message>
        <source>Store it in tiles: Raster &gt; Conversion &gt; Translate, with the creation option TILED=YES.</source>
        <translation>Enregistrez-le en tuiles : Raster &gt; Conversion &gt; Convertir, avec l'option de création TILED=YES.</translation>
    </message>
    <message>
        <source>Strata with a single unit have no known variance, so intervals are too short: {strata}.</source>
        <translation>Les strates d'une seule unité n'ont pas de variance connue, les intervalles sont donc trop courts : {strata}.</translation>
    </message>
    <message>
        <source>Suggest where to label next</source>
        <translation>Proposer où étiqueter ensuite</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Résumé</translation>
    </message>
    <message>
        <source>Sure to {mean:.0f} % on average in this view, below 50 % on {low:.0f} % of it. This is the classifier's own opinion, not an accuracy.</source>
        <translation>Sûr à {mean:.0f} % en moyenne dans cette vue, moins de 50 % sur {low:.0f} % de celle-ci. C'est l'avis du classificateur lui-même, pas une exactitude.</translation>
    </message>
    <message>
        <source>Swipe on the map</source>
        <translation>Balayer sur la carte</translation>
    </message>
    <message>
        <source>Switches between the map of the base model and that of the new one.</source>
        <translation>Bascule entre la carte du modèle de base et celle du nouveau.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Système</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Table of changes</source>
        <translation>Tableau des changements</translation>
    </message>
    <message>
        <source>Table of failures</source>
        <translation>Tableau des échecs</translation>
    </message>
    <message>
        <source>Take the character out: no name can have it.</source>
        <translation>Retirez ce caractère : aucun nom ne peut le contenir.</translation>
    </message>
    <message>
        <source>Take the last place back (Ctrl+Z)</source>
        <translation>Reprendre le dernier endroit (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Take the packages from a &amp;folder (no internet)</source>
        <translation>&amp;Prendre les paquets dans un dossier (sans Internet)</translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation>Interprété comme</translation>
    </message>
    <message>
        <source>Takes the last place back (Ctrl+Z).</source>
        <translation>Reprend le dernier endroit (Ctrl+Z).</translation>
    </message>
    <message>
        <source>Takes the layers of the last run out of the project; the files stay.</source>
        <translation>Retire du projet les couches de la dernière exécution ; les fichiers sont conservés.</translation>
    </message>
    <message>
        <source>Teach by clicking</source>
        <translation>Enseigner par clics</translation>
    </message>
    <message>
        <source>Teach on the map</source>
        <translation>Enseigner sur la carte</translation>
    </message>
    <message>
        <source>Temporary instead: deleted when QGIS is closed.</source>
        <translation>Temporaires à la place : supprimés à la fermeture de QGIS.</translation>
    </message>
    <message>
        <source>Text for the attribute 'model'. Empty: what the map's file says.</source>
        <translation>Texte de l'attribut 'model'. Vide : ce que dit le fichier de la carte.</translation>
    </message>
    <message>
        <source>Text for the attribute 'scene'. Empty: what the map's file says.</source>
        <translation>Texte de l'attribut 'scene'. Vide : ce que dit le fichier de la carte.</translation>
    </message>
    <message>
        <source>That would be {points} points.</source>
        <translation>Ce serait {points} points.</translation>
    </message>
    <message>
        <source>The Python that the environment is made from. It is not changed.</source>
        <translation>Le Python à partir duquel l'environnement est créé. Il n'est pas modifié.</translation>
    </message>
    <message>
        <source>The QGIS profile cannot be written to: {reason}</source>
        <translation>Impossible d'écrire dans le profil QGIS : {reason}</translation>
    </message>
    <message>
        <source>The QGIS profile's folder cannot be written to</source>
        <translation>Impossible d'écrire dans le dossier du profil QGIS</translation>
    </message>
    <message>
        <source>The accuracy of this map was not measured: nobody compared it with a reference.</source>
        <translation>L'exactitude de cette carte n'a pas été mesurée : personne ne l'a comparée à une référence.</translation>
    </message>
    <message>
        <source>The answer is too long</source>
        <translation>La réponse est trop longue</translation>
    </message>
    <message>
        <source>The attention could not be written</source>
        <translation>L'attention n'a pas pu être écrite</translation>
    </message>
    <message>
        <source>The attention is a layer of the project now: {file}</source>
        <translation>L'attention est désormais une couche du projet : {file}</translation>
    </message>
    <message>
        <source>The band does not exist</source>
        <translation>La bande n'existe pas</translation>
    </message>
    <message>
        <source>The bands of '{name}' cannot be told apart.</source>
        <translation>Les bandes de « {name} » ne peuvent pas être distinguées.</translation>
    </message>
    <message>
        <source>The base model is never overwritten.</source>
        <translation>Le modèle de base n'est jamais écrasé.</translation>
    </message>
    <message>
        <source>The calibration factor in the file's tags leads to no backscatter: it is left out.</source>
        <translation>Le facteur d'étalonnage des étiquettes du fichier ne donne pas une rétrodiffusion : il est ignoré.</translation>
    </message>
    <message>
        <source>The calibration of a scene is unknown: its level may differ between the dates without any change of the ground.</source>
        <translation>Le calibrage d'une scène est inconnu : son niveau peut différer entre les dates sans aucun changement du sol.</translation>
    </message>
    <message>
        <source>The class could not be saved: the layer cannot be edited.</source>
        <translation>La classe n'a pas pu être enregistrée : la couche ne peut pas être modifiée.</translation>
    </message>
    <message>
        <source>The classes are not JSON: {reason}.</source>
        <translation>Les classes ne sont pas du JSON : {reason}.</translation>
    </message>
    <message>
        <source>The classes are not a list of classes.</source>
        <translation>Les classes ne forment pas une liste de classes.</translation>
    </message>
    <message>
        <source>The classes of the model are not known yet.</source>
        <translation>Les classes du modèle ne sont pas encore connues.</translation>
    </message>
    <message>
        <source>The code of '{name}' has to be from 1 to {largest}.</source>
        <translation>Le code de « {name} » doit être compris entre 1 et {largest}.</translation>
    </message>
    <message>
        <source>The colours are a layer of the project now.</source>
        <translation>Les couleurs sont désormais une couche du projet.</translation>
    </message>
    <message>
        <source>The computer ran out of memory.</source>
        <translation>L'ordinateur n'a plus de mémoire disponible.</translation>
    </message>
    <message>
        <source>The confidence of the same run: a picture, and the confidence of each class.</source>
        <translation>La confiance du même calcul : une image, et la confiance de chaque classe.</translation>
    </message>
    <message>
        <source>The coordinate system is none of a map: pixels are taken as 10 m, areas are unknown.</source>
        <translation>Le système de coordonnées n'est pas celui d'une carte : les pixels comptent pour 10 m, les surfaces sont inconnues.</translation>
    </message>
    <message>
        <source>The coordinate system is unknown: pixels are taken as 10 m, and areas are unknown.</source>
        <translation>Le système de coordonnées est inconnu : les pixels comptent pour 10 m, et les surfaces sont inconnues.</translation>
    </message>
    <message>
        <source>The coordinate system of the file cannot be read.</source>
        <translation>Le système de coordonnées du fichier ne peut pas être lu.</translation>
    </message>
    <message>
        <source>The coordinates do not fit: pixels are taken as 10 m, areas are unknown.</source>
        <translation>Les coordonnées ne conviennent pas : les pixels comptent pour 10 m, les surfaces sont inconnues.</translation>
    </message>
    <message>
        <source>The dates are not calibrated: a brighter date counts more than a darker one.</source>
        <translation>Les dates ne sont pas calibrées : une date plus claire compte plus qu'une date plus sombre.</translation>
    </message>
    <message>
        <source>The device is not available</source>
        <translation>Le périphérique n'est pas disponible</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Le disque est plein</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Le disque est plein.</translation>
    </message>
    <message>
        <source>The earlier layer ({first}) was taken after the later layer ({second}): exchange them.</source>
        <translation>La couche antérieure ({first}) a été acquise après la couche ultérieure ({second}) : échangez-les.</translation>
    </message>
    <message>
        <source>The engine is not available</source>
        <translation>Le moteur n'est pas disponible</translation>
    </message>
    <message>
        <source>The example places cannot be used</source>
        <translation>Les endroits d'exemple sont inutilisables</translation>
    </message>
    <message>
        <source>The extent and the polygon have no place in common in this scene.</source>
        <translation>L'emprise et le polygone ne se chevauchent pas dans cette scène.</translation>
    </message>
    <message>
        <source>The extent and the scene have no place in common.</source>
        <translation>L'emprise et la scène ne se chevauchent pas.</translation>
    </message>
    <message>
        <source>The extent cannot be found in the scene's coordinate system.</source>
        <translation>L'emprise est introuvable dans le système de coordonnées de la scène.</translation>
    </message>
    <message>
        <source>The extent does not overlap '{name}'.</source>
        <translation>L'emprise ne chevauche pas « {name} ».</translation>
    </message>
    <message>
        <source>The extent lies outside the layer</source>
        <translation>L'emprise se trouve hors de la couche</translation>
    </message>
    <message>
        <source>The extent lies outside the place that both scenes show.</source>
        <translation>L'étendue est hors du lieu que montrent les deux scènes.</translation>
    </message>
    <message>
        <source>The extent lies outside the scene.</source>
        <translation>L'emprise se trouve hors de la scène.</translation>
    </message>
    <message>
        <source>The extent or the polygons cannot be used</source>
        <translation>L'emprise ou les polygones sont inutilisables</translation>
    </message>
    <message>
        <source>The features are not those of this scene.</source>
        <translation>Les caractéristiques ne sont pas celles de cette scène.</translation>
    </message>
    <message>
        <source>The features cannot be kept</source>
        <translation>Les caractéristiques ne peuvent pas être gardées</translation>
    </message>
    <message>
        <source>The field that holds the class, numbers or words. Several, with semicolons if layers differ.</source>
        <translation>Le champ qui contient la classe, en nombres ou en mots. Plusieurs, séparés par des points-virgules, si les couches diffèrent.</translation>
    </message>
    <message>
        <source>The figures hold for the whole map only if the places were chosen at random.</source>
        <translation>Les chiffres ne valent pour toute la carte que si les lieux ont été choisis au hasard.</translation>
    </message>
    <message>
        <source>The file does not say what its numbers are. They look like decibels that were multiplied to be stored as whole numbers, and are read so. If they are not, choose the units yourself.</source>
        <translation>Le fichier ne dit pas ce que sont ses nombres. Ils ressemblent à des décibels multipliés pour être enregistrés en nombres entiers, et sont lus ainsi. Si ce n'est pas le cas, choisissez vous-même l'unité.</translation>
    </message>
    <message>
        <source>The file python (python.exe) of an environment that has the packages already.</source>
        <translation>Le fichier python (python.exe) d'un environnement qui contient déjà les paquets.</translation>
    </message>
    <message>
        <source>The folder has no packages (.whl): fill it first.</source>
        <translation>Le dossier ne contient aucun paquet (.whl) : remplissez-le d'abord.</translation>
    </message>
    <message>
        <source>The folder has no {package}.</source>
        <translation>Le dossier ne contient pas {package}.</translation>
    </message>
    <message>
        <source>The georeference gives pixels without an area.</source>
        <translation>Le géoréférencement donne des pixels sans surface.</translation>
    </message>
    <message>
        <source>The georeference has coordinates too large to be places.</source>
        <translation>Le géoréférencement a des coordonnées trop grandes pour être des lieux.</translation>
    </message>
    <message>
        <source>The georeference has pixels smaller than the rounding of its coordinates.</source>
        <translation>Le géoréférencement a des pixels plus petits que l'arrondi de ses coordonnées.</translation>
    </message>
    <message>
        <source>The georeference holds numbers that are not finite.</source>
        <translation>Le géoréférencement contient des nombres qui ne sont pas finis.</translation>
    </message>
    <message>
        <source>The ground control points are no places.</source>
        <translation>Les points d'appui ne sont pas des lieux.</translation>
    </message>
    <message>
        <source>The ground control points contradict each other.</source>
        <translation>Les points d'appui se contredisent.</translation>
    </message>
    <message>
        <source>The ground control points lie on one line.</source>
        <translation>Les points d'appui sont sur une ligne.</translation>
    </message>
    <message>
        <source>The ground control points of the scene contradict each other.</source>
        <translation>Les points d'appui de la scène se contredisent.</translation>
    </message>
    <message>
        <source>The image is located by ground control points only, and so are the products.</source>
        <translation>L'image n'est localisée que par des points de contrôle, et les produits aussi.</translation>
    </message>
    <message>
        <source>The kept features cannot be read</source>
        <translation>Les caractéristiques gardées sont illisibles</translation>
    </message>
    <message>
        <source>The kept features do not apply any more</source>
        <translation>Les caractéristiques gardées ne sont plus valables</translation>
    </message>
    <message>
        <source>The kept features of the scene are damaged or of another version.</source>
        <translation>Les caractéristiques gardées de la scène sont endommagées ou d'une autre version.</translation>
    </message>
    <message>
        <source>The kept features of the scene are no longer there.</source>
        <translation>Les caractéristiques gardées de la scène n'existent plus.</translation>
    </message>
    <message>
        <source>The label layer could not be made</source>
        <translation>La couche d'étiquettes n'a pas pu être créée</translation>
    </message>
    <message>
        <source>The label layer has unsaved edits; they are learned from too.</source>
        <translation>La couche d'étiquettes a des modifications non enregistrées ; elles servent aussi à l'apprentissage.</translation>
    </message>
    <message>
        <source>The labels are fine.</source>
        <translation>Les étiquettes sont correctes.</translation>
    </message>
    <message>
        <source>The labels cannot be used</source>
        <translation>Les étiquettes sont inutilisables</translation>
    </message>
    <message>
        <source>The land cover is a layer of the project now.</source>
        <translation>L'occupation du sol est désormais une couche du projet.</translation>
    </message>
    <message>
        <source>The layer cannot be read</source>
        <translation>La couche est illisible</translation>
    </message>
    <message>
        <source>The layer cannot be used</source>
        <translation>La couche est inutilisable</translation>
    </message>
    <message>
        <source>The layer comes from a map server, which sends pictures and no radar values: download the scene as a file</source>
        <translation>La couche provient d'un serveur cartographique, qui envoie des images et non des valeurs radar : téléchargez la scène sous forme de fichier</translation>
    </message>
    <message>
        <source>The layer could not be copied for the worker</source>
        <translation>La couche n'a pas pu être copiée pour le processus de calcul</translation>
    </message>
    <message>
        <source>The layer does not look like a radar image.</source>
        <translation>La couche ne ressemble pas à une image radar.</translation>
    </message>
    <message>
        <source>The layer does not say how it was made: model, parameters and origin are unknown.</source>
        <translation>La couche ne dit pas comment elle a été faite : modèle, paramètres et origine sont inconnus.</translation>
    </message>
    <message>
        <source>The layer group '{name}' holds no radar layer.</source>
        <translation>Le groupe de couches « {name} » ne contient aucune couche radar.</translation>
    </message>
    <message>
        <source>The layer group cannot be used</source>
        <translation>Le groupe de couches est inutilisable</translation>
    </message>
    <message>
        <source>The layer is no file on this computer.</source>
        <translation>La couche n'est pas un fichier de cet ordinateur.</translation>
    </message>
    <message>
        <source>The layer is not available: repair its data source</source>
        <translation>La couche n'est pas disponible : réparez sa source de données</translation>
    </message>
    <message>
        <source>The layer is not available: repair its data source, or choose another one</source>
        <translation>La couche n'est pas disponible : réparez sa source de données, ou choisissez-en une autre</translation>
    </message>
    <message>
        <source>The layer is too large</source>
        <translation>La couche est trop grande</translation>
    </message>
    <message>
        <source>The layer lies on a network</source>
        <translation>La couche est sur un réseau</translation>
    </message>
    <message>
        <source>The layer's folder goes with the next update of Sardino.</source>
        <translation>Le dossier de la couche disparaît à la prochaine mise à jour de Sardino.</translation>
    </message>
    <message>
        <source>The layer's folder is on a network share.</source>
        <translation>Le dossier de la couche est sur un partage réseau.</translation>
    </message>
    <message>
        <source>The layer's folder is temporary itself.</source>
        <translation>Le dossier de la couche est lui-même temporaire.</translation>
    </message>
    <message>
        <source>The layer's folder may not be written to.</source>
        <translation>On ne peut pas écrire dans le dossier de la couche.</translation>
    </message>
    <message>
        <source>The layers made lie on its grid.</source>
        <translation>Les couches faites sont sur sa grille.</translation>
    </message>
    <message>
        <source>The layers were taken from different tracks ({first} and {second}): hills and houses look different from another side without any change of the ground.</source>
        <translation>Les couches viennent de traces différentes ({first} et {second}) : collines et maisons paraissent autres d'un autre côté sans aucun changement du sol.</translation>
    </message>
    <message>
        <source>The limiting geometry has coordinates that are not finite.</source>
        <translation>La géométrie qui limite a des coordonnées qui ne sont pas finies.</translation>
    </message>
    <message>
        <source>The limiting geometry holds no polygon.</source>
        <translation>La géométrie de limitation ne contient aucun polygone.</translation>
    </message>
    <message>
        <source>The limiting geometry is no GeoJSON polygon.</source>
        <translation>La géométrie de limitation n'est pas un polygone GeoJSON.</translation>
    </message>
    <message>
        <source>The map is a layer of the project now.</source>
        <translation>La carte est désormais une couche du projet.</translation>
    </message>
    <message>
        <source>The map is doubtful.</source>
        <translation>La carte est douteuse.</translation>
    </message>
    <message>
        <source>The map is doubtful: mean confidence {mean:.0f} %, below 50 % on {low:.0f} % of the area.</source>
        <translation>La carte est douteuse : confiance moyenne {mean:.0f} %, moins de 50 % sur {low:.0f} % de la surface.</translation>
    </message>
    <message>
        <source>The map's confidence: neighbours vote with it. Empty: each has one vote.</source>
        <translation>La confiance de la carte : les voisins votent avec elle. Vide : chacun a une voix.</translation>
    </message>
    <message>
        <source>The maps of all scenes of a folder, a list or several layers.</source>
        <translation>Les cartes de toutes les scènes d'un dossier, d'une liste ou de plusieurs couches.</translation>
    </message>
    <message>
        <source>The maps of {count} more scenes are in the folder.</source>
        <translation>Les cartes de {count} autres scènes sont dans le dossier.</translation>
    </message>
    <message>
        <source>The marked places cannot be used</source>
        <translation>Les endroits marqués sont inutilisables</translation>
    </message>
    <message>
        <source>The marked places lie on ground without data.</source>
        <translation>Les endroits marqués sont sur un terrain sans données.</translation>
    </message>
    <message>
        <source>The marked places lie outside the scene.</source>
        <translation>Les endroits marqués sont hors de la scène.</translation>
    </message>
    <message>
        <source>The mean of several dates of one place, with less speckle, and how the dates vary.</source>
        <translation>La moyenne de plusieurs dates d'un lieu, avec moins de chatoiement, et la variation des dates.</translation>
    </message>
    <message>
        <source>The minimum mapping unit is too large for this raster</source>
        <translation>L'unité cartographique minimale est trop grande pour ce raster</translation>
    </message>
    <message>
        <source>The model backend is of another version of Sardino.</source>
        <translation>Le moteur du modèle est d'une autre version de Sardino.</translation>
    </message>
    <message>
        <source>The model backend is ready.</source>
        <translation>Le moteur du modèle est prêt.</translation>
    </message>
    <message>
        <source>The model cannot be read</source>
        <translation>Le modèle est illisible</translation>
    </message>
    <message>
        <source>The model does not know its training data</source>
        <translation>Le modèle ne connaît pas ses données d'entraînement</translation>
    </message>
    <message>
        <source>The model does not run in this environment</source>
        <translation>Le modèle ne fonctionne pas dans cet environnement</translation>
    </message>
    <message>
        <source>The model has changed since the scene's features were kept.</source>
        <translation>Le modèle a changé depuis que les caractéristiques de la scène ont été gardées.</translation>
    </message>
    <message>
        <source>The model is sure of most of it.</source>
        <translation>Le modèle est sûr de la plus grande partie.</translation>
    </message>
    <message>
        <source>The model is there already.</source>
        <translation>Le modèle existe déjà.</translation>
    </message>
    <message>
        <source>The model learns from all of them at once. Del takes one out.</source>
        <translation>Le modèle apprend de tous ces éléments à la fois. Suppr en retire un.</translation>
    </message>
    <message>
        <source>The model looks at the whole scene once. All that follows is then answered at once.</source>
        <translation>Le modèle examine une fois la scène entière. Tout ce qui suit reçoit ensuite une réponse immédiate.</translation>
    </message>
    <message>
        <source>The model needs a Python environment of its own. 'Set up model backend' makes it, once; QGIS itself stays as it is.</source>
        <translation>Le modèle a besoin de son propre environnement Python. « Configurer le moteur du modèle » le crée, une seule fois ; QGIS lui-même reste tel quel.</translation>
    </message>
    <message>
        <source>The model that made this map is no longer installed: its card is left out.</source>
        <translation>Le modèle qui a fait cette carte n'est plus installé : sa fiche manque.</translation>
    </message>
    <message>
        <source>The model was not found</source>
        <translation>Le modèle est introuvable</translation>
    </message>
    <message>
        <source>The model's card has no scores on such scenes.</source>
        <translation>La fiche du modèle n'a pas de score pour de telles scènes.</translation>
    </message>
    <message>
        <source>The model's card is left out: {reason}</source>
        <translation>La fiche du modèle manque : {reason}</translation>
    </message>
    <message>
        <source>The most frequent class around each pixel, before patches are removed. It rounds corners.</source>
        <translation>La classe la plus fréquente autour de chaque pixel, avant d'enlever les taches. Arrondit les coins.</translation>
    </message>
    <message>
        <source>The most likely class of every pixel, in the model's colours.</source>
        <translation>La classe la plus probable de chaque pixel, dans les couleurs du modèle.</translation>
    </message>
    <message>
        <source>The most that the model's process may take, of the computer's memory and of a GPU's. With less, it works in smaller pieces. On macOS it only holds for the GPU and the caches.</source>
        <translation>La quantité maximale de mémoire, de l'ordinateur et d'un GPU, que le processus du modèle peut prendre. Avec moins, il travaille par morceaux plus petits. Sous macOS, elle ne vaut que pour le GPU et les caches.</translation>
    </message>
    <message>
        <source>The name of the source is no name of a file.</source>
        <translation>Le nom de la source n'est pas un nom de fichier.</translation>
    </message>
    <message>
        <source>The new map, on the same grid and with the same colours.</source>
        <translation>La nouvelle carte, sur la même grille et avec les mêmes couleurs.</translation>
    </message>
    <message>
        <source>The one selected polygon.</source>
        <translation>Uniquement le polygone sélectionné.</translation>
    </message>
    <message>
        <source>The output folder cannot be written to</source>
        <translation>Impossible d'écrire dans le dossier de sortie</translation>
    </message>
    <message>
        <source>The output folder is a file: {}. Choose a folder.</source>
        <translation>Le dossier de sortie est un fichier : {}. Choisissez un dossier.</translation>
    </message>
    <message>
        <source>The package index gives no SHA-256 of {file}.</source>
        <translation>L'index des paquets ne donne pas de SHA-256 pour {file}.</translation>
    </message>
    <message>
        <source>The package index has no {name} {version} for this system.</source>
        <translation>L'index des paquets ne propose pas {name} {version} pour ce système.</translation>
    </message>
    <message>
        <source>The package index names a file that leads out of its folder.</source>
        <translation>L'index des paquets nomme un fichier qui mène hors de son dossier.</translation>
    </message>
    <message>
        <source>The packages could not be downloaded</source>
        <translation>Les paquets n'ont pas pu être téléchargés</translation>
    </message>
    <message>
        <source>The page 'Segment' makes an attention layer of the whole scene</source>
        <translation>La page « Segmenter » fait une couche d'attention de la scène entière</translation>
    </message>
    <message>
        <source>The parameters do not fit together</source>
        <translation>Les paramètres ne sont pas compatibles entre eux</translation>
    </message>
    <message>
        <source>The pixels are larger than 40 m: expect a rough map.</source>
        <translation>Les pixels font plus de 40 m : attendez-vous à une carte grossière.</translation>
    </message>
    <message>
        <source>The place is held. Click on the map to let it go.</source>
        <translation>L'endroit est fixé. Cliquez sur la carte pour le libérer.</translation>
    </message>
    <message>
        <source>The places that get most, up to this share of all attention; the DINO paper takes 60 %.</source>
        <translation>Les endroits qui en reçoivent le plus, jusqu'à cette part de toute l'attention ; l'article DINO prend 60 %.</translation>
    </message>
    <message>
        <source>The plugin and its backend may be of different versions: set up the backend again.</source>
        <translation>L'extension et son moteur sont peut-être de versions différentes : configurez à nouveau le moteur.</translation>
    </message>
    <message>
        <source>The points, with a form to choose their class.</source>
        <translation>Les points, avec un formulaire pour choisir leur classe.</translation>
    </message>
    <message>
        <source>The polygon lies outside the scene.</source>
        <translation>Le polygone est hors de la scène.</translation>
    </message>
    <message>
        <source>The polygons could not be written</source>
        <translation>Les polygones n'ont pas pu être écrits</translation>
    </message>
    <message>
        <source>The polygons have too many vertices</source>
        <translation>Les polygones ont trop de sommets</translation>
    </message>
    <message>
        <source>The polygons lie where {crs} is not defined.</source>
        <translation>Les polygones se trouvent là où {crs} n'est pas défini.</translation>
    </message>
    <message>
        <source>The polygons, styled by class, as a GeoPackage.</source>
        <translation>Les polygones, stylés par classe, en GeoPackage.</translation>
    </message>
    <message>
        <source>The probability layer says how likely a change to this class is (80: water). 0: any change.</source>
        <translation>La couche de probabilité dit la probabilité d'un changement vers cette classe (80 : eau). 0 : tout changement.</translation>
    </message>
    <message>
        <source>The probability layer says how likely a change to this class is.</source>
        <translation>La couche de probabilité dit la probabilité d'un changement vers cette classe.</translation>
    </message>
    <message>
        <source>The process of a scene ended</source>
        <translation>Le processus d'une scène s'est arrêté</translation>
    </message>
    <message>
        <source>The profile's path is long: if the set-up fails, enable long paths in Windows</source>
        <translation>Le chemin du profil est long : si la configuration échoue, activez les chemins longs dans Windows</translation>
    </message>
    <message>
        <source>The radar layer: one polarisation, or both in its bands.</source>
        <translation>La couche radar : une polarisation, ou les deux dans ses bandes.</translation>
    </message>
    <message>
        <source>The reference data cannot be used</source>
        <translation>Les données de référence ne peuvent pas être utilisées</translation>
    </message>
    <message>
        <source>The report is on the clipboard.</source>
        <translation>Le rapport est dans le presse-papiers.</translation>
    </message>
    <message>
        <source>The result cannot be written</source>
        <translation>Le résultat ne peut pas être écrit</translation>
    </message>
    <message>
        <source>The result is a GeoTIFF: choose a file that ends with .tif.</source>
        <translation>Le résultat est un GeoTIFF : choisissez un fichier qui se termine par .tif.</translation>
    </message>
    <message>
        <source>The run ended without a reason. Look at the log (View &gt; Panels &gt; Log Messages &gt; Sardino).</source>
        <translation>L'exécution s'est terminée sans motif. Consultez le journal (Vue &gt; Panneaux &gt; Journal des messages &gt; Sardino).</translation>
    </message>
    <message>
        <source>The same as on the page 'Segment', where it is said how it is read.</source>
        <translation>La même que dans la page « Segmenter », où il est indiqué comment elle est lue.</translation>
    </message>
    <message>
        <source>The same for printing.</source>
        <translation>La même chose pour l'impression.</translation>
    </message>
    <message>
        <source>The same seed gives the same points.</source>
        <translation>La même graine donne les mêmes points.</translation>
    </message>
    <message>
        <source>The same seed gives the same points. Another seed gives another sample.</source>
        <translation>La même graine donne les mêmes points. Une autre donne un autre échantillon.</translation>
    </message>
    <message>
        <source>The same seed gives the same segments.</source>
        <translation>La même graine donne les mêmes segments.</translation>
    </message>
    <message>
        <source>The same seed, labels and scenes give the same model.</source>
        <translation>La même graine, les mêmes étiquettes et les mêmes scènes donnent le même modèle.</translation>
    </message>
    <message>
        <source>The scene has changed since its features were kept.</source>
        <translation>La scène a changé depuis que ses caractéristiques ont été gardées.</translation>
    </message>
    <message>
        <source>The scene has no valid pixel.</source>
        <translation>La scène n'a aucun pixel valide.</translation>
    </message>
    <message>
        <source>The scenes differ in resolution: small places may change for this reason alone.</source>
        <translation>Les scènes diffèrent en résolution : de petits lieux peuvent changer pour cette seule raison.</translation>
    </message>
    <message>
        <source>The scheduler has gone</source>
        <translation>L'ordonnanceur a disparu</translation>
    </message>
    <message>
        <source>The set-up did not succeed</source>
        <translation>La configuration a échoué</translation>
    </message>
    <message>
        <source>The similarity is a layer of the project now.</source>
        <translation>La similarité est désormais une couche du projet.</translation>
    </message>
    <message>
        <source>The size of the view is not valid.</source>
        <translation>La taille de la vue n'est pas valide.</translation>
    </message>
    <message>
        <source>The source stands for data on a server.</source>
        <translation>La source désigne des données sur un serveur.</translation>
    </message>
    <message>
        <source>The stack has no part.</source>
        <translation>La pile n'a aucune partie.</translation>
    </message>
    <message>
        <source>The stack on the radar layer's grid, each band with its name (GeoTIFF).</source>
        <translation>La pile sur la grille de la couche radar, chaque bande avec son nom (GeoTIFF).</translation>
    </message>
    <message>
        <source>The style of {} could not be saved: {}</source>
        <translation>Le style de {} n'a pas pu être enregistré : {}</translation>
    </message>
    <message>
        <source>The system may have ended the process for lack of memory: use fewer workers or set a limit of memory. Then start again; finished scenes are kept.</source>
        <translation>Le système a peut-être arrêté le processus par manque de mémoire : prenez moins de processus ou fixez une limite de mémoire. Puis relancez ; les scènes terminées sont gardées.</translation>
    </message>
    <message>
        <source>The text</source>
        <translation>Le texte</translation>
    </message>
    <message>
        <source>The training was cut short.</source>
        <translation>L'entraînement a été interrompu.</translation>
    </message>
    <message>
        <source>The training went astray: the loss is no longer a number.</source>
        <translation>L'entraînement a divergé : la perte n'est plus un nombre.</translation>
    </message>
    <message>
        <source>The two coordinate systems cannot be related to each other.</source>
        <translation>Les deux systèmes de coordonnées ne peuvent pas être mis en relation.</translation>
    </message>
    <message>
        <source>The two files were given in the other order: the second holds the co-pol band.</source>
        <translation>Les deux fichiers ont été donnés dans l'ordre inverse : le second contient la bande en copolarisation.</translation>
    </message>
    <message>
        <source>The two polarisations do not match</source>
        <translation>Les deux polarisations ne correspondent pas</translation>
    </message>
    <message>
        <source>The values are not calibrated: brightness is judged relative to the whole scene.</source>
        <translation>Les valeurs ne sont pas calibrées : la luminosité est jugée par rapport à l'ensemble de la scène.</translation>
    </message>
    <message>
        <source>The view is too large for one answer.</source>
        <translation>La vue est trop grande pour une seule réponse.</translation>
    </message>
    <message>
        <source>The whole scene (CLS token)</source>
        <translation>La scène entière (jeton CLS)</translation>
    </message>
    <message>
        <source>The worker cannot read this format; QGIS copies the layer for it.</source>
        <translation>Le processus de calcul ne peut pas lire ce format ; QGIS copie la couche pour lui.</translation>
    </message>
    <message>
        <source>The {count} selected polygons.</source>
        <translation>Les {count} polygones sélectionnés.</translation>
    </message>
    <message>
        <source>Then &amp;segment the view</source>
        <translation>Puis &amp;segmenter la vue</translation>
    </message>
    <message>
        <source>There are neither features nor a scene.</source>
        <translation>Il n'y a ni caractéristiques ni scène.</translation>
    </message>
    <message>
        <source>There are places of one class only.</source>
        <translation>Il n'y a que des endroits d'une seule classe.</translation>
    </message>
    <message>
        <source>There are too few training places for a reference of familiarity.</source>
        <translation>Il y a trop peu d'endroits d'entraînement pour une référence de familiarité.</translation>
    </message>
    <message>
        <source>There are too many places already.</source>
        <translation>Il y a déjà trop d'endroits.</translation>
    </message>
    <message>
        <source>There are {layers} label layers but {fields} fields.</source>
        <translation>Il y a {layers} couches d'étiquettes, mais {fields} champs.</translation>
    </message>
    <message>
        <source>There are {scenes} scenes but {second} second layers.</source>
        <translation>Il y a {scenes} scènes, mais {second} secondes couches.</translation>
    </message>
    <message>
        <source>There is no data at this place.</source>
        <translation>Il n'y a pas de données à cet endroit.</translation>
    </message>
    <message>
        <source>There is no georeference: pixels are taken as 10 m, and areas are unknown.</source>
        <translation>Il n'y a pas de géoréférencement : les pixels comptent pour 10 m, et les surfaces sont inconnues.</translation>
    </message>
    <message>
        <source>There is no label layer.</source>
        <translation>Il n'y a pas de couche d'étiquettes.</translation>
    </message>
    <message>
        <source>There is no layer group '{name}'.</source>
        <translation>Il n'y a pas de groupe de couches « {name} ».</translation>
    </message>
    <message>
        <source>There is no place in the layer or selection.</source>
        <translation>Il n'y a aucun endroit dans la couche ou la sélection.</translation>
    </message>
    <message>
        <source>There is no point or polygon in the layer or selection.</source>
        <translation>Il n'y a ni point ni polygone dans la couche ou la sélection.</translation>
    </message>
    <message>
        <source>There is no polygon in the layer or selection.</source>
        <translation>Il n'y a aucun polygone dans la couche ou la sélection.</translation>
    </message>
    <message>
        <source>There is no polygon with a class.</source>
        <translation>Il n'y a aucun polygone avec une classe.</translation>
    </message>
    <message>
        <source>There is no scene to segment.</source>
        <translation>Il n'y a pas de scène à segmenter.</translation>
    </message>
    <message>
        <source>There is no scene.</source>
        <translation>Il n'y a pas de scène.</translation>
    </message>
    <message>
        <source>There is no second map yet. Segment with the base model and with the new one.</source>
        <translation>Il n'y a pas encore de seconde carte. Segmentez avec le modèle de base et avec le nouveau.</translation>
    </message>
    <message>
        <source>There is no segment at this place.</source>
        <translation>Il n'y a pas de segment à cet endroit.</translation>
    </message>
    <message>
        <source>There is no such program.</source>
        <translation>Ce programme n'existe pas.</translation>
    </message>
    <message>
        <source>There is nothing to learn from</source>
        <translation>Il n'y a aucune donnée d'apprentissage</translation>
    </message>
    <message>
        <source>There is nothing to tell apart</source>
        <translation>Il n'y a rien à distinguer</translation>
    </message>
    <message>
        <source>There is nothing valid to segment</source>
        <translation>Il n'y a rien de valide à segmenter</translation>
    </message>
    <message>
        <source>These layers show the same place. Ticked dates are averaged with the layer: less speckle.</source>
        <translation>Ces couches montrent le même lieu. Les dates cochées sont moyennées avec la couche : moins de chatoiement.</translation>
    </message>
    <message>
        <source>They are made again at the next run on this scene.</source>
        <translation>Elles sont refaites à la prochaine exécution sur cette scène.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Cet ordinateur</translation>
    </message>
    <message>
        <source>This computer has no Python that the model runs on, and none could be fetched: {reason}</source>
        <translation>Cet ordinateur n'a aucun Python capable d'exécuter le modèle, et aucun n'a pu être téléchargé : {reason}</translation>
    </message>
    <message>
        <source>This does not look like a radar image</source>
        <translation>Cela ne ressemble pas à une image radar</translation>
    </message>
    <message>
        <source>This field has {count} different values. Choose the one that holds the class.</source>
        <translation>Ce champ a {count} valeurs différentes. Choisissez celui qui contient la classe.</translation>
    </message>
    <message>
        <source>This model was fine-tuned on top of fine-tuned models too many times.</source>
        <translation>Ce modèle a été affiné trop de fois à partir de modèles déjà affinés.</translation>
    </message>
    <message>
        <source>This needs PyTorch</source>
        <translation>Cela demande PyTorch</translation>
    </message>
    <message>
        <source>This place lies outside the scene.</source>
        <translation>Cet endroit est hors de la scène.</translation>
    </message>
    <message>
        <source>This scene has {band} alone, calibrated.</source>
        <translation>Cette scène n'a que {band}, calibré.</translation>
    </message>
    <message>
        <source>This scene has {band} alone, uncalibrated.</source>
        <translation>Cette scène n'a que {band}, non calibré.</translation>
    </message>
    <message>
        <source>This scene has {first} and {second}, uncalibrated.</source>
        <translation>Cette scène a {first} et {second}, non calibrés.</translation>
    </message>
    <message>
        <source>Threshold of embeddings</source>
        <translation>Seuil des plongements</translation>
    </message>
    <message>
        <source>Tick at least one of the layers to add</source>
        <translation>Cochez au moins une des couches à ajouter</translation>
    </message>
    <message>
        <source>Tick at least two expected classes</source>
        <translation>Cochez au moins deux classes attendues</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>To draw and to check, choose a label layer or make a new one.</source>
        <translation>Pour dessiner et vérifier, choisissez une couche d'étiquettes ou créez-en une.</translation>
    </message>
    <message>
        <source>To interpret</source>
        <translation>À interpréter</translation>
    </message>
    <message>
        <source>To know</source>
        <translation>À savoir</translation>
    </message>
    <message>
        <source>To polygons</source>
        <translation>En polygones</translation>
    </message>
    <message>
        <source>Too many files are open at the same time.</source>
        <translation>Trop de fichiers sont ouverts en même temps.</translation>
    </message>
    <message>
        <source>Train again; what it had worked out about the scenes is kept and makes it quicker.</source>
        <translation>Relancez l'entraînement ; ce qui a été calculé pour les scènes est conservé et l'accélère.</translation>
    </message>
    <message>
        <source>Trained in {time} on {device}.</source>
        <translation>Entraîné en {time} sur {device}.</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>Données d'entraînement</translation>
    </message>
    <message>
        <source>Training the whole network</source>
        <translation>Entraînement du réseau entier</translation>
    </message>
    <message>
        <source>Training the whole network did not help on held-out polygons: the fast result was kept.</source>
        <translation>L'entraînement du réseau entier n'a rien amélioré sur les polygones réservés : le résultat rapide a été conservé.</translation>
    </message>
    <message>
        <source>Training, with polygons held out in turn</source>
        <translation>Entraînement, en réservant des polygones à tour de rôle</translation>
    </message>
    <message>
        <source>Trains a model on polygons of your own.</source>
        <translation>Entraîne un modèle sur vos propres polygones.</translation>
    </message>
    <message>
        <source>Trains a model that the page 'Segment' can use on other scenes, too.</source>
        <translation>Entraîne un modèle que la page « Segmenter » peut aussi utiliser sur d'autres scènes.</translation>
    </message>
    <message>
        <source>Trains a new model on the labels. ({keys})</source>
        <translation>Entraîne un nouveau modèle sur les étiquettes. ({keys})</translation>
    </message>
    <message>
        <source>Tree cover</source>
        <translation>Couvert arboré</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Two classes have the same code.</source>
        <translation>Deux classes ont le même code.</translation>
    </message>
    <message>
        <source>Two or more layers of one place. The first one gives the grid.</source>
        <translation>Deux couches ou plus d'un même lieu. La première donne la grille.</translation>
    </message>
    <message>
        <source>Under this name it is listed. Empty: named after the first radar layer.</source>
        <translation>Il est listé sous ce nom. Vide : nommé d'après la première couche radar.</translation>
    </message>
    <message>
        <source>Under this name the new model is listed. The base model stays as it is.</source>
        <translation>Le nouveau modèle est listé sous ce nom. Le modèle de base reste tel quel.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Défaire</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Unités</translation>
    </message>
    <message>
        <source>Unlike what the model was trained on</source>
        <translation>Différent de ce dont le modèle a appris</translation>
    </message>
    <message>
        <source>Unpack the archive and choose the image inside; of Sentinel-1 products the .SAFE folder.</source>
        <translation>Décompressez l'archive et choisissez l'image qu'elle contient ; pour les produits Sentinel-1, le dossier .SAFE.</translation>
    </message>
    <message>
        <source>Unpack the whole product, with its 'measurement' folder, and choose it again.</source>
        <translation>Décompressez le produit entier, avec son dossier « measurement », et choisissez-le à nouveau.</translation>
    </message>
    <message>
        <source>Untick what cannot be there. The map never says it, and confidence is a share of the rest.</source>
        <translation>Décochez ce qui ne peut pas exister ici. La carte ne l'attribue jamais, et la confiance est une part du reste.</translation>
    </message>
    <message>
        <source>Update Sardino, or use a model made for this version.</source>
        <translation>Mettez Sardino à jour, ou utilisez un modèle créé pour cette version.</translation>
    </message>
    <message>
        <source>Upper end of its 95 % interval</source>
        <translation>Haut de son intervalle à 95 %</translation>
    </message>
    <message>
        <source>Use a .safetensors file made by Sardino; download or export it again.</source>
        <translation>Utilisez un fichier .safetensors créé par Sardino ; téléchargez-le ou exportez-le à nouveau.</translation>
    </message>
    <message>
        <source>Use a model made or imported by Sardino.</source>
        <translation>Utilisez un modèle créé ou importé par Sardino.</translation>
    </message>
    <message>
        <source>Use an &amp;existing Python environment</source>
        <translation>&amp;Utiliser un environnement Python existant</translation>
    </message>
    <message>
        <source>Use dates from one product type: all calibrated, or all in the same numbers.</source>
        <translation>Prenez des dates d'un même type de produit : toutes calibrées, ou toutes dans les mêmes nombres.</translation>
    </message>
    <message>
        <source>Use fewer scenes at a time.</source>
        <translation>Utilisez moins de scènes à la fois.</translation>
    </message>
    <message>
        <source>Use letters that every program can read; rename the file or folder that has such a name.</source>
        <translation>Utilisez des lettres que tout programme peut lire ; renommez le fichier ou le dossier qui porte un tel nom.</translation>
    </message>
    <message>
        <source>Use letters, numbers, dashes and underscores.</source>
        <translation>Utilisez des lettres, des chiffres, des tirets et des traits de soulignement.</translation>
    </message>
    <message>
        <source>Use letters, numbers, spaces, dashes and underscores, 100 at most.</source>
        <translation>Utilisez des lettres, des chiffres, des espaces, des tirets et des traits de soulignement, 100 au maximum.</translation>
    </message>
    <message>
        <source>Use on the page 'Segment'</source>
        <translation>Utiliser dans la page « Segmenter »</translation>
    </message>
    <message>
        <source>Use the fast mode, and check that no polygon has the wrong class.</source>
        <translation>Utilisez le mode rapide, et vérifiez qu'aucun polygone n'est d'une mauvaise classe.</translation>
    </message>
    <message>
        <source>User's accuracy</source>
        <translation>Exactitude de l'utilisateur</translation>
    </message>
    <message>
        <source>VH or HV of the earlier layer, if separate</source>
        <translation>VH ou HV de la couche antérieure, si séparé</translation>
    </message>
    <message>
        <source>VH or HV of the later layer, if separate</source>
        <translation>VH ou HV de la couche ultérieure, si séparé</translation>
    </message>
    <message>
        <source>Verifying in its place</source>
        <translation>Vérification à l'emplacement définitif</translation>
    </message>
    <message>
        <source>Verifying: running the model once</source>
        <translation>Vérification : exécution du modèle une fois</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Versions, devices and the last errors, to copy, without private paths.</source>
        <translation>Versions, périphériques et dernières erreurs, à copier, sans chemins personnels.</translation>
    </message>
    <message>
        <source>Wait until the other run has ended, or choose another folder.</source>
        <translation>Attendez la fin de l'autre exécution, ou choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>Waiting for another job to end</source>
        <translation>En attente de la fin d'une autre tâche</translation>
    </message>
    <message>
        <source>Wanted standard error</source>
        <translation>Erreur type voulue</translation>
    </message>
    <message>
        <source>Wanted standard error (percent)</source>
        <translation>Erreur type voulue (pour cent)</translation>
    </message>
    <message>
        <source>Weakest class: {name} (F1 {value}).</source>
        <translation>Classe la plus faible : {name} (F1 {value}).</translation>
    </message>
    <message>
        <source>West must be less than east, and south less than north.</source>
        <translation>L'ouest doit être inférieur à l'est, et le sud inférieur au nord.</translation>
    </message>
    <message>
        <source>What becomes bands of the raster.</source>
        <translation>Ce qui devient des bandes du raster.</translation>
    </message>
    <message>
        <source>What changed between two radar layers of one place: classes, embeddings, backscatter.</source>
        <translation>Ce qui a changé entre deux couches radar d'un lieu : classes, plongements, rétrodiffusion.</translation>
    </message>
    <message>
        <source>What computes the network. 'auto' takes the fastest that gives the same map.</source>
        <translation>Ce qui calcule le réseau. « auto » prend le plus rapide qui donne la même carte.</translation>
    </message>
    <message>
        <source>What computes the network. Automatic takes PyTorch on a GPU, and on a CPU the faster one. OpenVINO is only taken if it finds the same classes as PyTorch; this is checked once.</source>
        <translation>Ce qui calcule le réseau. Automatique prend PyTorch sur un GPU, et le plus rapide sur un CPU. OpenVINO n'est pris que s'il trouve les mêmes classes que PyTorch ; cela est vérifié une fois.</translation>
    </message>
    <message>
        <source>What each attention head of the transformer looks at, and their mean.</source>
        <translation>Ce que regarde chaque tête d'attention du transformer, et leur moyenne.</translation>
    </message>
    <message>
        <source>What is marked as missing above has to be there first.</source>
        <translation>Ce qui est marqué manquant ci-dessus doit d'abord être là.</translation>
    </message>
    <message>
        <source>What the map shows</source>
        <translation>Ce que montre la carte</translation>
    </message>
    <message>
        <source>What the model is known to get wrong</source>
        <translation>Ce que le modèle confond, à notre connaissance</translation>
    </message>
    <message>
        <source>What the model sees in a scene, also where it knows no class</source>
        <translation>Ce que le modèle voit dans une scène, même là où il ne connaît pas de classe</translation>
    </message>
    <message>
        <source>What the network sees of a radar layer, kept for exploring it.</source>
        <translation>Ce que le réseau voit d'une couche radar, gardé pour l'explorer.</translation>
    </message>
    <message>
        <source>What the network tells apart in a radar layer, as a colour picture.</source>
        <translation>Ce que le réseau distingue dans une couche radar, en image colorée.</translation>
    </message>
    <message>
        <source>What the pixel values are. 'auto' recognises it; 'db_x100' is decibels times 100, 'linear' power (sigma0, gamma0), 'dn' raw digital numbers of a GRD product, 'uint8' a stretched 8-bit picture.</source>
        <translation>Ce que sont les valeurs de pixel. « auto » les reconnaît ; « db_x100 » est le décibel multiplié par 100, « linear » la puissance (sigma0, gamma0), « dn » les comptes numériques bruts d'un produit GRD, « uint8 » une image étirée sur 8 bits.</translation>
    </message>
    <message>
        <source>What was written is complete. Ask for fewer scenes at a time.</source>
        <translation>Ce qui a été écrit est complet. Demandez moins de scènes à la fois.</translation>
    </message>
    <message>
        <source>What you expect of each class. Lower: more points.</source>
        <translation>Ce que vous attendez de chaque classe. Plus bas : plus de points.</translation>
    </message>
    <message>
        <source>When QGIS closes</source>
        <translation>À la fermeture de QGIS</translation>
    </message>
    <message>
        <source>Where the input is Sentinel-1: contains modified Copernicus Sentinel data.</source>
        <translation>Si l'entrée est Sentinel-1 : contient des données Copernicus Sentinel modifiées.</translation>
    </message>
    <message>
        <source>Where the model runs when a job leaves it to 'automatic'. Automatic takes a GPU that works.</source>
        <translation>Où le modèle s'exécute lorsqu'une tâche laisse le choix sur « automatique ». Automatique prend un GPU qui fonctionne.</translation>
    </message>
    <message>
        <source>Where to compute. 'auto' takes the GPU if there is one that Sardino can use.</source>
        <translation>Où calculer. « auto » prend le GPU s'il y en a un que Sardino peut utiliser.</translation>
    </message>
    <message>
        <source>Where to keep the features. Empty: in Sardino's cache.</source>
        <translation>Où garder les caractéristiques. Vide : dans le cache de Sardino.</translation>
    </message>
    <message>
        <source>Where to label ne&amp;xt</source>
        <translation>Où étiq&amp;ueter ensuite</translation>
    </message>
    <message>
        <source>Where to label next</source>
        <translation>Où étiqueter ensuite</translation>
    </message>
    <message>
        <source>Where to write the model. Empty: among your models, where Sardino lists it.</source>
        <translation>Où écrire le modèle. Vide : parmi vos modèles, où Sardino le liste.</translation>
    </message>
    <message>
        <source>Whether it was there before (1 or 0)</source>
        <translation>Déjà présent auparavant (1 ou 0)</translation>
    </message>
    <message>
        <source>Which layers to make.</source>
        <translation>Quelles couches créer.</translation>
    </message>
    <message>
        <source>Whole layer</source>
        <translation>Couche entière</translation>
    </message>
    <message>
        <source>Why scenes failed: {path}</source>
        <translation>Pourquoi des scènes ont échoué : {path}</translation>
    </message>
    <message>
        <source>With a second layer for VH or HV, only one scene can be learned from</source>
        <translation>Avec une seconde couche pour VH ou HV, l'apprentissage n'est possible que sur une seule scène</translation>
    </message>
    <message>
        <source>With the new model; and with the base model too if its map is not there yet, to compare.</source>
        <translation>Avec le nouveau modèle ; et aussi avec le modèle de base si sa carte n'existe pas encore, pour comparer.</translation>
    </message>
    <message>
        <source>Without a georeference the areas of the classes are not known.</source>
        <translation>Sans géoréférencement, les superficies des classes ne sont pas connues.</translation>
    </message>
    <message>
        <source>Without a georeference the areas of the segments are not known.</source>
        <translation>Sans géoréférencement, les surfaces des segments ne sont pas connues.</translation>
    </message>
    <message>
        <source>Without internet, Python itself cannot be fetched.</source>
        <translation>Sans Internet, Python lui-même ne peut pas être téléchargé.</translation>
    </message>
    <message>
        <source>Write NAME=VALUE, such as queue=gpu.</source>
        <translation>Écrivez NOM=VALEUR, par exemple queue=gpu.</translation>
    </message>
    <message>
        <source>Write a report …</source>
        <translation>Écrire un rapport …</translation>
    </message>
    <message>
        <source>Write class=share with a share above 0, each class once: 10=0.3, 40=0.5, 80=0.2. Leave out a class that cannot be there.</source>
        <translation>Écrivez classe=part avec une part supérieure à 0, chaque classe une fois : 10=0.3, 40=0.5, 80=0.2. Omettez une classe impossible.</translation>
    </message>
    <message>
        <source>Write codes or names with commas between them: 10, 40, 80.</source>
        <translation>Écrivez des codes ou des noms séparés par des virgules : 10, 40, 80.</translation>
    </message>
    <message>
        <source>Write numbers with commas: 50, 80.</source>
        <translation>Écrivez des nombres séparés par des virgules : 50, 80.</translation>
    </message>
    <message>
        <source>Write them like this: {example}</source>
        <translation>Écrivez-les ainsi : {example}</translation>
    </message>
    <message>
        <source>Writes all of it to a CSV or HTML file.</source>
        <translation>Écrit l'ensemble dans un fichier CSV ou HTML.</translation>
    </message>
    <message>
        <source>Writes the attention of the held place to a small file.</source>
        <translation>Écrit l'attention de l'endroit fixé dans un petit fichier.</translation>
    </message>
    <message>
        <source>Writes the colours of the whole scene to a file.</source>
        <translation>Écrit les couleurs de la scène entière dans un fichier.</translation>
    </message>
    <message>
        <source>Writes the map of the whole scene and its confidence to files.</source>
        <translation>Écrit la carte de la scène entière et sa confiance dans des fichiers.</translation>
    </message>
    <message>
        <source>Writes the segments that have a name as a land cover, with legend and areas. A new file.</source>
        <translation>Écrit les segments nommés en tant qu'occupation du sol, avec légende et surfaces. Un nouveau fichier.</translation>
    </message>
    <message>
        <source>Writes the similarity of the whole scene to a file.</source>
        <translation>Écrit la similarité de la scène entière dans un fichier.</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Écriture</translation>
    </message>
    <message>
        <source>Writing the features</source>
        <translation>Écriture des caractéristiques</translation>
    </message>
    <message>
        <source>Writing the points</source>
        <translation>Écriture des points</translation>
    </message>
    <message>
        <source>Writing the raster</source>
        <translation>Écriture du raster</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Écriture du rapport</translation>
    </message>
    <message>
        <source>Written to {}.</source>
        <translation>Écrit dans {}.</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>Écrit : {file}</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zones</translation>
    </message>
    <message>
        <source>Zones (polygons)</source>
        <translation>Zones (polygones)</translation>
    </message>
    <message>
        <source>Zoom or draw so that the extent overlaps the layer, and check both coordinate systems.</source>
        <translation>Zoomez ou dessinez de façon que l'emprise chevauche la couche, et vérifiez les deux systèmes de coordonnées.</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>encore quelques secondes</translation>
    </message>
    <message>
        <source>a stratified random sample (Stehman 2014; Olofsson et al. 2014)</source>
        <translation>un échantillon aléatoire stratifié (Stehman 2014 ; Olofsson et al. 2014)</translation>
    </message>
    <message>
        <source>accuracy,validation,confusion matrix,area,estimate,confidence interval,Olofsson,Stehman,kappa</source>
        <translation>exactitude,validation,matrice de confusion,surface,estimation,intervalle de confiance,Olofsson,Stehman,kappa</translation>
    </message>
    <message>
        <source>amplitude</source>
        <translation>amplitude</translation>
    </message>
    <message>
        <source>an 8-bit stretched amplitude image</source>
        <translation>image d'amplitude étirée sur 8 bits</translation>
    </message>
    <message>
        <source>as the file declares</source>
        <translation>comme déclaré dans le fichier</translation>
    </message>
    <message>
        <source>at most </source>
        <translation>au plus </translation>
    </message>
    <message>
        <source>backscatter</source>
        <translation>rétrodiffusion</translation>
    </message>
    <message>
        <source>below {limit:g}</source>
        <translation>moins de {limit:g}</translation>
    </message>
    <message>
        <source>beside the plugin (.venv)</source>
        <translation>à côté de l'extension (.venv)</translation>
    </message>
    <message>
        <source>bf16 and fp16 are faster where the device supports them; fp32 is exact.</source>
        <translation>bf16 et fp16 sont plus rapides là où le périphérique les prend en charge ; fp32 est exact.</translation>
    </message>
    <message>
        <source>bf16 and fp16 are faster where the device supports them; fp32 is exact. No CPU takes fp16.</source>
        <translation>bf16 et fp16 sont plus rapides là où le périphérique les prend en charge ; fp32 est exact. Aucun CPU ne prend en charge fp16.</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>changé</translation>
    </message>
    <message>
        <source>chosen by the user ({name})</source>
        <translation>choisi par l'utilisateur ({name})</translation>
    </message>
    <message>
        <source>co-pol</source>
        <translation>copolarisation</translation>
    </message>
    <message>
        <source>cross-pol</source>
        <translation>polarisation croisée</translation>
    </message>
    <message>
        <source>date unknown</source>
        <translation>date inconnue</translation>
    </message>
    <message>
        <source>familiar</source>
        <translation>familier</translation>
    </message>
    <message>
        <source>from</source>
        <translation>de</translation>
    </message>
    <message>
        <source>ground resolution unknown</source>
        <translation>résolution au sol inconnue</translation>
    </message>
    <message>
        <source>ha</source>
        <translation>ha</translation>
    </message>
    <message>
        <source>held-out mIoU</source>
        <translation>mIoU (polygones réservés)</translation>
    </message>
    <message>
        <source>high</source>
        <translation>élevée</translation>
    </message>
    <message>
        <source>it does not answer like a Python</source>
        <translation>il ne répond pas comme un Python</translation>
    </message>
    <message>
        <source>it is a 32-bit Python</source>
        <translation>c'est un Python 32 bits</translation>
    </message>
    <message>
        <source>it is a colour picture (red, green, blue)</source>
        <translation>c'est une image en couleurs (rouge, vert, bleu)</translation>
    </message>
    <message>
        <source>it is a free-threaded build</source>
        <translation>c'est une variante « free-threaded »</translation>
    </message>
    <message>
        <source>it is a map with a colour table</source>
        <translation>c'est une carte avec une table de couleurs</translation>
    </message>
    <message>
        <source>it is made for ARM; on Windows the model needs a Python for x86-64</source>
        <translation>il est conçu pour ARM ; sous Windows, le modèle a besoin d'un Python pour x86-64</translation>
    </message>
    <message>
        <source>it is made for Intel processors; there is no PyTorch for them any more</source>
        <translation>il est conçu pour les processeurs Intel ; il n'existe plus de PyTorch pour eux</translation>
    </message>
    <message>
        <source>it is not CPython</source>
        <translation>ce n'est pas CPython</translation>
    </message>
    <message>
        <source>its values hardly vary</source>
        <translation>ses valeurs ne varient guère</translation>
    </message>
    <message>
        <source>its venv module is missing</source>
        <translation>son module venv est absent</translation>
    </message>
    <message>
        <source>linear {quantity}</source>
        <translation>{quantity} linéaire</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>perte</translation>
    </message>
    <message>
        <source>low</source>
        <translation>faible</translation>
    </message>
    <message>
        <source>mIoU</source>
        <translation>mIoU</translation>
    </message>
    <message>
        <source>mIoU {miou:.2f}, accuracy {accuracy:.0f} %, kappa {kappa:.2f} (estimate from {polygons} polygons)</source>
        <translation>mIoU {miou:.2f}, exactitude {accuracy:.0f} %, kappa {kappa:.2f} (estimation à partir de {polygons} polygones)</translation>
    </message>
    <message>
        <source>mIoU {miou:.2f}, accuracy {accuracy:.0f} %, kappa {kappa:.2f} (held-out, {polygons} polygons)</source>
        <translation>mIoU {miou:.2f}, exactitude {accuracy:.0f} %, kappa {kappa:.2f} (sur {polygons} polygones réservés)</translation>
    </message>
    <message>
        <source>mIoU {miou:.2f}, accuracy {accuracy:.0f} %, kappa {kappa:.2f} (over {polygons} polygons)</source>
        <translation>mIoU {miou:.2f}, exactitude {accuracy:.0f} %, kappa {kappa:.2f} (sur {polygons} polygones)</translation>
    </message>
    <message>
        <source>macOS application</source>
        <translation>application macOS</translation>
    </message>
    <message>
        <source>made by Sardino ({name})</source>
        <translation>créé par Sardino ({name})</translation>
    </message>
    <message>
        <source>minimum mapping unit,sieve,speckle,majority,filter,smooth,land cover,generalise</source>
        <translation>unité cartographique minimale,tamiser,chatoiement,majorité,filtre,lisser,occupation du sol,généraliser</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>pas de réponse à temps</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>pas du tout</translation>
    </message>
    <message>
        <source>nothing else</source>
        <translation>rien d'autre</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>pixels</translation>
    </message>
    <message>
        <source>points, taken for a random sample within each class of the map</source>
        <translation>des points, pris pour un échantillon aléatoire dans chaque classe de la carte</translation>
    </message>
    <message>
        <source>polygonize,vectorise,vectorize,polygons,GeoPackage,topology,land cover,area</source>
        <translation>polygoniser,vectoriser,vecteur,polygones,GeoPackage,topologie,occupation du sol,surface</translation>
    </message>
    <message>
        <source>polygons, each one unit (ratio estimator over clusters)</source>
        <translation>des polygones, chacun une unité (estimateur par quotient sur grappes)</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>proposé</translation>
    </message>
    <message>
        <source>raw digital numbers</source>
        <translation>comptes numériques bruts</translation>
    </message>
    <message>
        <source>report,html,pdf,print,areas,legend,accuracy,provenance,model card,land cover</source>
        <translation>rapport,html,pdf,impression,surfaces,légende,exactitude,origine,modèle,occupation du sol</translation>
    </message>
    <message>
        <source>sample,random,stratified,accuracy,validation,reference,points,Olofsson,Cochran</source>
        <translation>échantillon,aléatoire,stratifié,exactitude,validation,référence,points,Olofsson,Cochran</translation>
    </message>
    <message>
        <source>sar,radar,PCA,principal components,RGB,colour,picture,embeddings,explore</source>
        <translation>sar,radar,ACP,PCA,composantes principales,RVB,couleur,image,plongements,embeddings,explorer</translation>
    </message>
    <message>
        <source>sar,radar,accuracy,confusion matrix,f1,iou,kappa,validation,test,model,score</source>
        <translation>sar,radar,exactitude,matrice de confusion,f1,iou,kappa,validation,test,modèle,score</translation>
    </message>
    <message>
        <source>sar,radar,active learning,uncertainty,labels,sampling,points,model</source>
        <translation>sar,radar,apprentissage actif,incertitude,étiquettes,échantillonnage,points,modèle</translation>
    </message>
    <message>
        <source>sar,radar,change,flood,difference,from-to,matrix,log ratio,dates,before,after</source>
        <translation>sar,radar,changement,inondation,différence,matrice,rapport logarithmique,dates,avant,après</translation>
    </message>
    <message>
        <source>sar,radar,clustering,k-means,unsupervised,classification,segments,embeddings,explore</source>
        <translation>sar,radar,clustering,k-means,k-moyennes,non supervisé,classification,segments,plongements,embeddings,explorer</translation>
    </message>
    <message>
        <source>sar,radar,embeddings,features,tokens,attention,transformer,cache,explore</source>
        <translation>sar,radar,plongements,embeddings,caractéristiques,jetons,attention,transformer,cache,explorer</translation>
    </message>
    <message>
        <source>sar,radar,familiarity,area of applicability,out of distribution,novelty,trust,embeddings</source>
        <translation>sar,radar,familiarité,domaine d'applicabilité,hors distribution,nouveauté,fiabilité,plongements,embeddings</translation>
    </message>
    <message>
        <source>sar,radar,labels,polygons,training data,check,count</source>
        <translation>sar,radar,étiquettes,polygones,données d'entraînement,vérifier,compter</translation>
    </message>
    <message>
        <source>sar,radar,multitemporal,speckle,mean,average,stack,time series,standard deviation</source>
        <translation>sar,radar,multitemporel,chatoiement,moyenne,pile,série temporelle,écart type</translation>
    </message>
    <message>
        <source>sar,radar,sentinel-1,archive,batch,many,folder,list,land cover,stac,resume</source>
        <translation>SAR,radar,Sentinel-1,archive,lot,plusieurs,dossier,liste,occupation du sol,STAC,reprendre</translation>
    </message>
    <message>
        <source>sar,radar,sentinel-1,land cover,segmentation,classification,attention,dino,vit</source>
        <translation>sar,radar,sentinel-1,occupation du sol,segmentation,classification,attention,dino,vit</translation>
    </message>
    <message>
        <source>sar,radar,similarity,search,find,examples,embeddings,few-shot,detection,explore</source>
        <translation>sar,radar,similarité,chercher,trouver,exemples,plongements,embeddings,few-shot,détection,explorer</translation>
    </message>
    <message>
        <source>sar,radar,stack,bands,texture,attention,embeddings,dzetsaka,SCP,EnMAP-Box,Orfeo,random forest</source>
        <translation>sar,radar,pile,bandes,texture,attention,plongements,embeddings,dzetsaka,SCP,EnMAP-Box,Orfeo,random forest</translation>
    </message>
    <message>
        <source>sar,radar,train,training,learn,labels,polygons,classification,model,fine-tune</source>
        <translation>sar,radar,entraîner,entraînement,apprendre,étiquettes,polygones,classification,modèle,affiner,fine-tuning</translation>
    </message>
    <message>
        <source>signal {number}</source>
        <translation>signal {number}</translation>
    </message>
    <message>
        <source>status {number}</source>
        <translation>statut {number}</translation>
    </message>
    <message>
        <source>step</source>
        <translation>itération</translation>
    </message>
    <message>
        <source>strange</source>
        <translation>étrange</translation>
    </message>
    <message>
        <source>the chosen band is named as something else than backscatter</source>
        <translation>le nom de la bande choisie désigne autre chose que de la rétrodiffusion</translation>
    </message>
    <message>
        <source>the disk is full, or the file cannot be written</source>
        <translation>le disque est plein, ou le fichier ne peut pas être écrit</translation>
    </message>
    <message>
        <source>the layer's name</source>
        <translation>le nom de la couche</translation>
    </message>
    <message>
        <source>the model needs Python {oldest} to {newest}</source>
        <translation>le modèle a besoin de Python {oldest} à {newest}</translation>
    </message>
    <message>
        <source>to</source>
        <translation>à</translation>
    </message>
    <message>
        <source>uncalibrated intensity</source>
        <translation>intensité non calibrée</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>inchangé</translation>
    </message>
    <message>
        <source>unfamiliar</source>
        <translation>non familier</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>uv fetched a Python that does not run.</source>
        <translation>uv a téléchargé un Python qui ne fonctionne pas.</translation>
    </message>
    <message>
        <source>writing error {number}</source>
        <translation>erreur d'écriture {number}</translation>
    </message>
    <message>
        <source>zonal,statistics,histogram,area,hectares,districts,table</source>
        <translation>zonal,statistiques,histogramme,surface,hectares,districts,table</translation>
    </message>
    <message>
        <source>{bands}, calibrated</source>
        <translation>{bands}, calibré</translation>
    </message>
    <message>
        <source>{bands}, not calibrated</source>
        <translation>{bands}, non calibré</translation>
    </message>
    <message>
        <source>{count:,} pixels of '{true}' were taken for '{predicted}'.</source>
        <translation>{count:,} pixels de « {true} » ont été pris pour « {predicted} ».</translation>
    </message>
    <message>
        <source>{count:,} polygons, {area:,.1f} ha</source>
        <translation>{count:,} polygones, {area:,.1f} ha</translation>
    </message>
    <message>
        <source>{count:,} polygons, {area} ha</source>
        <translation>{count:,} polygones, {area} ha</translation>
    </message>
    <message>
        <source>{count:.0f} k</source>
        <translation>{count:.0f} k</translation>
    </message>
    <message>
        <source>{count} M</source>
        <translation>{count} M</translation>
    </message>
    <message>
        <source>{count} dates averaged.</source>
        <translation>{count} dates moyennées.</translation>
    </message>
    <message>
        <source>{count} have no class in the chosen field.</source>
        <translation>{count} n'ont pas de classe dans le champ choisi.</translation>
    </message>
    <message>
        <source>{count} have no usable geometry.</source>
        <translation>{count} n'ont pas de géométrie utilisable.</translation>
    </message>
    <message>
        <source>{count} lie outside the map.</source>
        <translation>{count} sont hors de la carte.</translation>
    </message>
    <message>
        <source>{count} lie where the map has no class.</source>
        <translation>{count} sont où la carte n'a pas de classe.</translation>
    </message>
    <message>
        <source>{count} pixels</source>
        <translation>{count} pixels</translation>
    </message>
    <message>
        <source>{count} places to label next, the most helpful first.</source>
        <translation>{count} endroits à étiqueter ensuite, les plus utiles d'abord.</translation>
    </message>
    <message>
        <source>{count} places to label next.</source>
        <translation>{count} endroits à étiqueter ensuite.</translation>
    </message>
    <message>
        <source>{count} points. Say what is there under 'Interpret'.</source>
        <translation>{count} points. Dites ce qui s'y trouve sous « Interpréter ».</translation>
    </message>
    <message>
        <source>{count} polygons. Check them, then choose the layer on the page 'Fine-tune'.</source>
        <translation>{count} polygones. Vérifiez-les, puis choisissez la couche dans la page « Affiner ».</translation>
    </message>
    <message>
        <source>{count} polygons. Draw more, or choose the layer on the page 'Fine-tune'.</source>
        <translation>{count} polygones. Dessinez-en d'autres, ou choisissez la couche dans la page « Affiner ».</translation>
    </message>
    <message>
        <source>{count} samples</source>
        <translation>{count} échantillons</translation>
    </message>
    <message>
        <source>{count} segments. Say what they are in the table.</source>
        <translation>{count} segments. Dites dans le tableau ce qu'ils sont.</translation>
    </message>
    <message>
        <source>{count} segments: of 3 to 12, this number has the best silhouette ({value}). Say what they are.</source>
        <translation>{count} segments : de 3 à 12, ce nombre a la meilleure silhouette ({value}). Dites ce qu'ils sont.</translation>
    </message>
    <message>
        <source>{count} zones have no usable polygon.</source>
        <translation>{count} zones n'ont pas de polygone utilisable.</translation>
    </message>
    <message>
        <source>{count} zones with a class. The table is in the project.</source>
        <translation>{count} zones avec une classe. La table est dans le projet.</translation>
    </message>
    <message>
        <source>{done} scenes made, {skipped} were finished before, {failed} failed.</source>
        <translation>{done} scènes faites, {skipped} étaient déjà terminées, {failed} en échec.</translation>
    </message>
    <message>
        <source>{file} arrived damaged: it is not the file that the package index promises.</source>
        <translation>{file} est arrivé endommagé : ce n'est pas le fichier que l'index des paquets annonce.</translation>
    </message>
    <message>
        <source>{file} cannot be opened</source>
        <translation>{file} ne peut pas être ouvert</translation>
    </message>
    <message>
        <source>{file} cannot be opened: {reason}</source>
        <translation>{file} ne peut pas être ouvert : {reason}</translation>
    </message>
    <message>
        <source>{file} cannot be written</source>
        <translation>{file} ne peut pas être écrit</translation>
    </message>
    <message>
        <source>{file} exists already.</source>
        <translation>{file} existe déjà.</translation>
    </message>
    <message>
        <source>{file} holds no accuracy: {reason}</source>
        <translation>{file} ne contient aucune exactitude : {reason}</translation>
    </message>
    <message>
        <source>{file} holds no polygons that QGIS can read.</source>
        <translation>{file} ne contient aucun polygone que QGIS puisse lire.</translation>
    </message>
    <message>
        <source>{file} in the folder of packages is not the file that it should be.</source>
        <translation>{file}, dans le dossier de paquets, n'est pas le fichier attendu.</translation>
    </message>
    <message>
        <source>{file} is not the file that Sardino was made with.</source>
        <translation>{file} n'est pas le fichier avec lequel Sardino a été fait.</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation>{first} et {second}</translation>
    </message>
    <message>
        <source>{free:.1f} GB free, about {needed:.1f} GB needed</source>
        <translation>{free:.1f} Go libres, environ {needed:.1f} Go nécessaires</translation>
    </message>
    <message>
        <source>{gpu}, {size:.0f} GB, driver {driver}</source>
        <translation>{gpu}, {size:.0f} Go, pilote {driver}</translation>
    </message>
    <message>
        <source>{gpu}: too old a driver for PyTorch. Update it to use the GPU.</source>
        <translation>{gpu} : pilote trop ancien pour PyTorch. Mettez-le à jour pour utiliser le GPU.</translation>
    </message>
    <message>
        <source>{hours} h {minutes:02d} min</source>
        <translation>{hours} h {minutes:02d} min</translation>
    </message>
    <message>
        <source>{index} answers</source>
        <translation>{index} répond</translation>
    </message>
    <message>
        <source>{index} cannot be reached: {reason}. See 'Other ways' below.</source>
        <translation>{index} est injoignable : {reason}. Voir « Autres possibilités » ci-dessous.</translation>
    </message>
    <message>
        <source>{index} through the proxy {proxy}</source>
        <translation>{index} via le proxy {proxy}</translation>
    </message>
    <message>
        <source>{index}: packages need an HTTP proxy, SOCKS may not work.</source>
        <translation>{index} : les paquets exigent un proxy HTTP, SOCKS peut ne pas fonctionner.</translation>
    </message>
    <message>
        <source>{limit:g} and above</source>
        <translation>{limit:g} et plus</translation>
    </message>
    <message>
        <source>{low:g} to {high:g}</source>
        <translation>de {low:g} à {high:g}</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} à {high}</translation>
    </message>
    <message>
        <source>{machine}: there is no PyTorch for this processor any more.</source>
        <translation>{machine} : il n'existe plus de PyTorch pour ce processeur.</translation>
    </message>
    <message>
        <source>{map} (cleaned)</source>
        <translation>{map} (nettoyée)</translation>
    </message>
    <message>
        <source>{map} (named)</source>
        <translation>{map} (nommée)</translation>
    </message>
    <message>
        <source>{map} (polygons)</source>
        <translation>{map} (polygones)</translation>
    </message>
    <message>
        <source>{map} (sample)</source>
        <translation>{map} (échantillon)</translation>
    </message>
    <message>
        <source>{mean:.0f} % (not an accuracy); below {limit} % on {low} % of the area</source>
        <translation>{mean:.0f} % (pas une exactitude) ; moins de {limit} % sur {low} % de la surface</translation>
    </message>
    <message>
        <source>{memory:.1f} GB of memory</source>
        <translation>{memory:.1f} Go de mémoire</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{minutes} min {seconds:02d} s</source>
        <translation>{minutes} min {seconds:02d} s</translation>
    </message>
    <message>
        <source>{name} (automatic)</source>
        <translation>{name} (automatique)</translation>
    </message>
    <message>
        <source>{name} (cannot be read)</source>
        <translation>{name} (illisible)</translation>
    </message>
    <message>
        <source>{name} (default)</source>
        <translation>{name} (par défaut)</translation>
    </message>
    <message>
        <source>{name} (not found here)</source>
        <translation>{name} (introuvable ici)</translation>
    </message>
    <message>
        <source>{name} (polygons: {polygons}, pixels: {pixels:,})</source>
        <translation>{name} (polygones : {polygons}, pixels : {pixels:,})</translation>
    </message>
    <message>
        <source>{name} exists already, and labels are never replaced. Open it and go on labelling?</source>
        <translation>{name} existe déjà, et les étiquettes ne sont jamais remplacées. L'ouvrir et poursuivre l'étiquetage ?</translation>
    </message>
    <message>
        <source>{name} – {disk:.1f} GB on disk</source>
        <translation>{name} – {disk:.1f} Go sur le disque</translation>
    </message>
    <message>
        <source>{name} – {size} to download, {disk:.1f} GB on disk</source>
        <translation>{name} – {size} à télécharger, {disk:.1f} Go sur le disque</translation>
    </message>
    <message>
        <source>{oldest} to {newest}</source>
        <translation>{oldest} à {newest}</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}. Choose another place.</source>
        <translation>Impossible d'écrire {path} : {reason}. Choisissez un autre emplacement.</translation>
    </message>
    <message>
        <source>{pixels:,} valid pixels in {seconds:.1f} s on {device} ({precision})</source>
        <translation>{pixels:,} pixels valides en {seconds:.1f} s sur {device} ({precision})</translation>
    </message>
    <message>
        <source>{pixels} pixels lie in small patches that touch no other class; they stay.</source>
        <translation>{pixels} pixels sont dans de petites taches qui ne touchent aucune autre classe ; elles restent.</translation>
    </message>
    <message>
        <source>{pixels} pixels of it are one unit; {most} are the most.</source>
        <translation>{pixels} de ses pixels font une unité ; {most} sont le maximum.</translation>
    </message>
    <message>
        <source>{polygons} polygons: the class's score will be rough. {enough} or more are better.</source>
        <translation>{polygons} polygones : le score de la classe sera approximatif. {enough} ou plus, c'est mieux.</translation>
    </message>
    <message>
        <source>{python}: it is only read; after an update of QGIS, set up again</source>
        <translation>{python} : utilisé en lecture seule ; après une mise à jour de QGIS, relancez la configuration</translation>
    </message>
    <message>
        <source>{quantity} in calibrated numbers</source>
        <translation>{quantity} en comptes numériques étalonnés</translation>
    </message>
    <message>
        <source>{quantity} in dB</source>
        <translation>{quantity} en dB</translation>
    </message>
    <message>
        <source>{quantity} in dB x {times}</source>
        <translation>{quantity} en dB x {times}</translation>
    </message>
    <message>
        <source>{scene} (attention of a place)</source>
        <translation>{scene} (attention d'un endroit)</translation>
    </message>
    <message>
        <source>{scene} (feature stack)</source>
        <translation>{scene} (pile de caractéristiques)</translation>
    </message>
    <message>
        <source>{scene} (principal colours)</source>
        <translation>{scene} (couleurs principales)</translation>
    </message>
    <message>
        <source>{scene} (segments)</source>
        <translation>{scene} (segments)</translation>
    </message>
    <message>
        <source>{scene} (similar from {percent:.0f} %)</source>
        <translation>{scene} (similaire dès {percent:.0f} %)</translation>
    </message>
    <message>
        <source>{scene} (similar places)</source>
        <translation>{scene} (endroits similaires)</translation>
    </message>
    <message>
        <source>{scene} (taught)</source>
        <translation>{scene} (enseignée)</translation>
    </message>
    <message>
        <source>{scene} (taught, confidence)</source>
        <translation>{scene} (enseignée, confiance)</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{share:.0f} % of the ground is unlike anything that the model was trained on.</source>
        <translation>{share:.0f} % du terrain ne ressemble à rien de ce dont le modèle a appris.</translation>
    </message>
    <message>
        <source>{share:.1f} % of the map lies in classes or strata that were never sampled; no figure is about them.</source>
        <translation>{share:.1f} % de la carte est dans des classes ou strates jamais tirées ; aucun chiffre ne les concerne.</translation>
    </message>
    <message>
        <source>{share:.1f} % of the pixels changed.</source>
        <translation>{share:.1f} % des pixels ont changé.</translation>
    </message>
    <message>
        <source>{share:.1f} % of the pixels have another class.</source>
        <translation>{share:.1f} % des pixels ont une autre classe.</translation>
    </message>
    <message>
        <source>{share} % of the area</source>
        <translation>{share} % de la surface</translation>
    </message>
    <message>
        <source>{share} % of the layer is unlike the training data ({usual} % of training ground is).</source>
        <translation>{share} % de la couche ne ressemble pas aux données d'entraînement (contre {usual} % du terrain d'entraînement).</translation>
    </message>
    <message>
        <source>{share} % of this scene is unlike anything the model was trained on: expect mistakes there; fine-tune or explore.</source>
        <translation>{share} % de cette scène ne ressemble à rien de ce dont le modèle a appris : attendez-vous là à des erreurs ; affinez ou explorez.</translation>
    </message>
    <message>
        <source>{size:.0f} GB</source>
        <translation>{size:.0f} Go</translation>
    </message>
    <message>
        <source>{size:.0f} MB</source>
        <translation>{size:.0f} Mo</translation>
    </message>
    <message>
        <source>{size} GB</source>
        <translation>{size} Go</translation>
    </message>
    <message>
        <source>{size} on the ground</source>
        <translation>{size} au sol</translation>
    </message>
    <message>
        <source>{size}: large scenes may not fit; 4 GB are advised</source>
        <translation>{size} : les grandes scènes risquent de ne pas tenir ; 4 Go sont conseillés</translation>
    </message>
    <message>
        <source>{stratum}: {points} of {pixels} pixels</source>
        <translation>{stratum} : {points} de {pixels} pixels</translation>
    </message>
    <message>
        <source>{system} on {machine}, QGIS as {kind}</source>
        <translation>{system} sur {machine}, QGIS : {kind}</translation>
    </message>
    <message>
        <source>{threshold:.2f}; {false:.0f} % of unchanged ground lies above it</source>
        <translation>{threshold:.2f} ; {false:.0f} % du sol inchangé est au-dessus</translation>
    </message>
    <message>
        <source>{time} on {device}</source>
        <translation>{time} sur {device}</translation>
    </message>
    <message>
        <source>{versions}: {model} ran on {device} ({precision}) in {seconds:.2f} s</source>
        <translation>{versions} : {model} s'est exécuté sur {device} ({precision}) en {seconds:.2f} s</translation>
    </message>
    <message>
        <source>{width:.0f} × {height:.0f} km is too much to ask of a map server.</source>
        <translation>{width:.0f} × {height:.0f} km, c'est trop demander à un serveur cartographique.</translation>
    </message>
    <message>
        <source>{} h left</source>
        <translation>encore {} h</translation>
    </message>
    <message>
        <source>{} min left</source>
        <translation>encore {} min</translation>
    </message>
    <message>
        <source>{} s left</source>
        <translation>encore {} s</translation>
    </message>
</context>
</TS>
