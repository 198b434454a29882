import groovy.json.JsonSlurper

releasePipeline {
    stages {
        stage('Build') { build('Package') { steps { return sh('make') } } }
    }
}

class Region { }
