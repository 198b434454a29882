releasePipeline {
    variables { string 'REGION', description: 'Where production runs. Where production runs. Where production runs. Where production runs. Where production runs. Where production runs. Where production runs. Where production runs. Where production runs. Where production runs. ' }
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
